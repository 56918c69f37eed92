"""Keeps templates, groups of hashtags and voices in their owner's partition."""

from functions.content.model.templates import HashtagGroup, Template
from functions.content.model.voice import VoiceProfile
from functions.content.model.wording import Voice
from kernel.aws.store import EntityStore
from kernel.aws.table import Delete, Key, Table
from kernel.pages import Page

_TEMPLATE, _GROUP, _VOICE = "template#", "hashtags#", "voice"


class DynamoTemplates:
    """The `OwnedCollection` of templates."""

    def __init__(self, table: Table) -> None:
        self._templates = EntityStore(
            table, Template, lambda it: _key(it.owner_id, _TEMPLATE + it.template_id)
        )

    def find(self, owner_id: str, name: str) -> Template | None:
        """The template, or None."""
        return self._templates.get(_key(owner_id, _TEMPLATE + name))

    def page(self, owner_id: str, limit: int, cursor: str | None) -> Page[Template]:
        """The owner's templates, the oldest first: ids sort by creation time."""
        return self._templates.page(_owner(owner_id), _TEMPLATE, limit, cursor)

    def save(self, kept: Template) -> None:
        """Save a new template or its next version; raises `StaleWrite` if another is stored."""
        self._templates.save(kept)

    def remove(self, owner_id: str, name: str) -> None:
        """Delete the template, if it exists."""
        self._templates.write(Delete(_key(owner_id, _TEMPLATE + name)))


class DynamoHashtagGroups:
    """The `OwnedCollection` of groups of hashtags."""

    def __init__(self, table: Table) -> None:
        self._groups = EntityStore(
            table, HashtagGroup, lambda it: _key(it.owner_id, _GROUP + it.group_id)
        )

    def find(self, owner_id: str, name: str) -> HashtagGroup | None:
        """The group, or None."""
        return self._groups.get(_key(owner_id, _GROUP + name))

    def page(self, owner_id: str, limit: int, cursor: str | None) -> Page[HashtagGroup]:
        """The owner's groups of hashtags, the oldest first."""
        return self._groups.page(_owner(owner_id), _GROUP, limit, cursor)

    def save(self, kept: HashtagGroup) -> None:
        """Save a new group; raises `StaleWrite` if its id exists already."""
        self._groups.add(kept)

    def remove(self, owner_id: str, name: str) -> None:
        """Delete the group, if it exists."""
        self._groups.write(Delete(_key(owner_id, _GROUP + name)))


class DynamoVoices:
    """The `Voices` port."""

    def __init__(self, table: Table) -> None:
        self._voices = EntityStore(table, VoiceProfile, lambda it: _key(it.owner_id, _VOICE))

    def find(self, owner_id: str) -> VoiceProfile | None:
        """The owner's voice profile, or None."""
        return self._voices.get(_key(owner_id, _VOICE))

    def voice(self, owner_id: str) -> Voice | None:
        """The owner's voice for a writer's brief, or None."""
        profile = self.find(owner_id)
        return profile.voice() if profile else None

    def keep(self, profile: VoiceProfile) -> None:
        """Save the profile in place of the owner's previous one."""
        self._voices.write(self._voices.put(profile))

    def forget(self, owner_id: str) -> None:
        """Delete the owner's voice profile, if it exists."""
        self._voices.write(Delete(_key(owner_id, _VOICE)))


def _owner(owner_id: str) -> str:
    return f"owner#{owner_id}"


def _key(owner_id: str, name: str) -> Key:
    return Key(_owner(owner_id), name)
