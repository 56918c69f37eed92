"""Keeps templates, groups of hashtags and voices in their owner's partition."""

from functions.content.model.templates import HashtagGroup, Template
from functions.content.model.voice import VoiceProfile
from functions.content.model.wording import Voice
from kernel.aws.table import Delete, Key, Put, Table
from kernel.pages import Page

_TEMPLATE, _GROUP, _VOICE = "template#", "hashtags#", "voice"


class DynamoTemplates:
    """The `OwnedCollection` of templates."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def find(self, owner_id: str, name: str) -> Template | None:
        """The template, or None."""
        return self._table.get(Template, _key(owner_id, _TEMPLATE + name))

    def page(self, owner_id: str, limit: int, cursor: str | None) -> Page[Template]:
        """The owner's, the oldest first: ids sort by the time they were made."""
        return self._table.query(
            Template, _owner(owner_id), prefix=_TEMPLATE, limit=limit, cursor=cursor
        )

    def save(self, kept: Template) -> None:
        """Only as new, or in place of the version before."""
        expect = {"pk": None} if kept.version == 1 else {"version": kept.version - 1}
        key = _key(kept.owner_id, _TEMPLATE + kept.template_id)
        self._table.write(Put(key, kept, expect=expect))

    def remove(self, owner_id: str, name: str) -> None:
        """Let go of it."""
        self._table.write(Delete(_key(owner_id, _TEMPLATE + name)))


class DynamoHashtagGroups:
    """The `OwnedCollection` of groups of hashtags."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def find(self, owner_id: str, name: str) -> HashtagGroup | None:
        """The group, or None."""
        return self._table.get(HashtagGroup, _key(owner_id, _GROUP + name))

    def page(self, owner_id: str, limit: int, cursor: str | None) -> Page[HashtagGroup]:
        """The owner's, the oldest first."""
        return self._table.query(
            HashtagGroup, _owner(owner_id), prefix=_GROUP, limit=limit, cursor=cursor
        )

    def save(self, kept: HashtagGroup) -> None:
        """Only as new."""
        key = _key(kept.owner_id, _GROUP + kept.group_id)
        self._table.write(Put(key, kept, expect={"pk": None}))

    def remove(self, owner_id: str, name: str) -> None:
        """Let go of it."""
        self._table.write(Delete(_key(owner_id, _GROUP + name)))


class DynamoVoices:
    """The `Voices` port."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def find(self, owner_id: str) -> VoiceProfile | None:
        """What was learned, or None."""
        return self._table.get(VoiceProfile, _key(owner_id, _VOICE))

    def voice(self, owner_id: str) -> Voice | None:
        """For a writer."""
        learned = self.find(owner_id)
        return learned.voice() if learned else None

    def keep(self, learned: VoiceProfile) -> None:
        """In place of the one before."""
        self._table.write(Put(_key(learned.owner_id, _VOICE), learned))

    def forget(self, owner_id: str) -> None:
        """Let go of it."""
        self._table.write(Delete(_key(owner_id, _VOICE)))


def _owner(owner_id: str) -> str:
    return f"owner#{owner_id}"


def _key(owner_id: str, name: str) -> Key:
    return Key(_owner(owner_id), name)
