"""Runs listing operations: the effect of each is one call, repeated after an unknown outcome."""

from dataclasses import dataclass
from datetime import timedelta

from functions.channels.model.listing import Published
from functions.publishing.model.listing_operation import ListingOperation
from functions.publishing.model.publication import Publication
from functions.publishing.ports import ListingEditor, ListingNotFound, Publications
from functions.publishing.service.publish_runner import Done, Wait
from functions.publishing.service.settlement import changed
from kernel.clock import Clock
from kernel.effect import Effect, EffectRunner, Unclear

_NOTHING_WAS_DONE = "Nothing was changed there. Try again later."
_NOT_THERE = "It is not there any more."
_LOOK = "Look there: tell us whether it is gone, or where it is now."
_AGAIN = "Look there, and press again: doing it twice does no harm."


@dataclass(frozen=True, slots=True)
class OperationRunner:
    """Advances listing operations for the workflow; a lease outlives its function's time limit."""

    publications: Publications
    editors: ListingEditor
    clock: Clock
    lease: timedelta

    def advance(self, publication_id: str) -> Done | Wait:
        """Take the next step of the publication's operation, if any; return what comes after."""
        publication = self.publications.get(publication_id)
        operation = publication.open_operation if publication else None
        if publication is None or operation is None:
            return Done()
        record = _OperationRecord(self.publications, self.clock, publication, operation)
        call = _OperationCall(self.editors, publication, operation)
        seconds = EffectRunner(self.clock, self.lease).advance(record, call)
        if seconds is None and record.was_replaced:
            return Wait(1.0)
        return Done() if seconds is None else Wait(seconds)


@dataclass(frozen=True, slots=True)
class _Vanished:
    """The account does not have the listing: taken down there, or moved; a person says which."""


_Outcome = Published | _Vanished | None


@dataclass(frozen=True, slots=True)
class _OperationCall:
    """The call of an operation; it sets a state, so that it is repeated and never looked up."""

    editors: ListingEditor
    publication: Publication
    operation: ListingOperation

    unknown_reason = "We could not find out whether it was done."

    def remedy(self, effect: Effect) -> str:
        """What the artisan can do when the operation is given up."""
        return _AGAIN if effect.may_have_executed else _NOTHING_WAS_DONE

    def execute(self) -> _Outcome:
        """Call the platform; the listing as published, or None after unpublishing."""
        try:
            if self.operation.kind == "update" and self.operation.listing:
                return self.editors.update(self.publication, self.operation.listing)
            self.editors.unpublish(self.publication)
        except ListingNotFound:
            return _Vanished()
        return None

    def look_up(self) -> Unclear:
        """Nothing is looked up for an operation."""
        return Unclear()


class _OperationRecord:
    """The operation in its publication's row; each save builds on what was read or saved last."""

    def __init__(
        self,
        publications: Publications,
        clock: Clock,
        publication: Publication,
        operation: ListingOperation,
    ) -> None:
        self._publications = publications
        self._clock = clock
        self._publication: Publication = publication
        self._operation = operation
        self._first_load = True
        self.was_replaced = False

    def load(self) -> Effect | None:
        """The effect as it is stored; None if the operation is over or another took its place."""
        if not self._first_load:
            latest = self._publications.get(self._publication.publication_id)
            self._publication = latest or self._publication
        self._first_load = False
        operation = self._publication.open_operation
        if operation is None:
            return None
        self.was_replaced = operation.operation_id != self._operation.operation_id
        return None if self.was_replaced else operation.effect

    def save(self, effect: Effect) -> None:
        """Store the effect with its publication."""
        self._store(self._publication.with_operation(self._clock.now(), self._operation.at(effect)))

    def confirm(self, effect: Effect, outcome: _Outcome) -> None:
        """Store what the platform shows now, in the publication and in its operation."""
        now, publication = self._clock.now(), self._publication
        match outcome:
            case Published(note=note):
                done = self._operation.at(effect.confirmed(note))
                self._store(publication.changed_there(now, done, outcome.url))
            case _Vanished() if self._operation.kind == "update":
                gone = self._operation.at(effect.failed(_NOT_THERE, _LOOK))
                self._store(publication.missing(now, gone, _NOT_THERE, _LOOK))
            case _:
                self._store(publication.unpublished(now, self._operation.at(effect)))

    def _store(self, publication: Publication) -> None:
        self._publications.save(publication, changed(publication))
        self._publication = publication
