"""Takes up drafts that have waited for a photo, or been written, longer than they may."""

from dataclasses import replace

from functions.content.errors.drafts import ProductNotFound
from functions.content.model.draft import WAITING, Draft
from functions.content.ports.drafts import Drafts, Pieces
from functions.content.service.copy_writing import CopyWriting
from functions.content.service.draft_creation import DraftCreation, asked
from kernel.clock import Clock
from kernel.errors import StaleWrite
from kernel.sweeps import SET_ASIDE, sweep

NEVER_CAME = "This photograph never arrived. Upload it again, or choose another one."
_SECONDS = 20.0


class DraftSweeper:
    """The use case of the clock; `from_facts` writes from facts alone, which cannot fail."""

    def __init__(
        self,
        drafts: Drafts,
        pieces: Pieces,
        creation: DraftCreation,
        from_facts: CopyWriting,
        clock: Clock,
    ) -> None:
        self._drafts = drafts
        self._pieces = pieces
        self._creation = creation
        self._from_facts = from_facts
        self._clock = clock

    def sweep(self) -> int:
        """Take up the overdue drafts; returns how many there were.

        Words that nobody wrote are asked for once more, and after that made from the facts. A
        draft whose photograph is not there by now says so.
        """
        now = self._clock.now()
        swept = sweep(
            self._drafts.overdue(now),
            self._take_up,
            failure="DraftNotTakenUp",
            move_on=lambda draft: self._drafts.postpone(draft, now + SET_ASIDE),
            seconds=_SECONDS,
        )
        return swept.taken

    def _take_up(self, draft: Draft) -> None:
        try:
            self._go_on(draft)
        except StaleWrite:
            return  # somebody else was faster
        except ProductNotFound:
            # It ends with its product, whose event may be on its way.
            self._drafts.postpone(draft, self._clock.now() + SET_ASIDE)

    def _go_on(self, draft: Draft) -> None:
        if draft.status in WAITING:
            if not self._creation.take_up(draft.owner_id, draft.product_id):
                self._creation.give_up(draft.owner_id, draft.product_id, NEVER_CAME)
            return
        if draft.sweeps:
            self._from_facts.write(draft.owner_id, draft.draft_id, draft.asked)
            return
        piece = self._pieces.piece(draft.owner_id, draft.product_id)
        again = replace(draft.to_write(self._clock.now(), piece), sweeps=draft.sweeps + 1)
        self._drafts.save(again, asked(again))
