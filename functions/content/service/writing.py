"""Has a draft written, and hands in only what is still wanted."""

from functions.content.events import DraftReady
from functions.content.model.draft import Draft
from functions.content.model.wording import Brief
from functions.content.ports import CopyWriter, Drafts, Platforms
from functions.content.service.attempts import with_fresh_eyes
from kernel.clock import Clock


class Writing:
    """The writer's desk: takes one request, and hands in only what is still wanted."""

    def __init__(
        self, drafts: Drafts, writer: CopyWriter, platforms: Platforms, clock: Clock
    ) -> None:
        self._drafts = drafts
        self._writer = writer
        self._platforms = platforms
        self._clock = clock

    def write(self, owner_id: str, draft_id: str, version: int) -> bool:
        """Write the draft for the request of `version`; answers whether the words were wanted.

        A newer request makes this one void, before or while the writer is at work. What the
        artisan wrote meanwhile is kept.
        """
        draft = self._wanted(owner_id, draft_id, version)
        if draft is None:
            return False
        answer = self._writer.write(Brief(owner_id, draft.first_photo, draft.facts))
        limits = self._platforms.limits()

        def hand_in() -> bool:
            latest = self._wanted(owner_id, draft_id, version)
            if latest is None:
                return False
            done = latest.with_answer(answer, limits).next(self._clock.now())
            said = DraftReady(
                draft_id=draft_id,
                owner_id=owner_id,
                photo_id=done.first_photo,
                writer=done.writer.name,
            )
            self._drafts.save(done, said)
            return True

        return with_fresh_eyes(hand_in)

    def _wanted(self, owner_id: str, draft_id: str, version: int) -> Draft | None:
        draft = self._drafts.find(owner_id, draft_id)
        if draft is None or draft.status != "writing" or draft.asked != version:
            return None
        return draft
