"""Runs listing operations: the effect of each is one call, repeated after an unknown outcome."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta

from functions.channels.model.listing import Part, ShownListing
from functions.publishing.model.listing_operation import ListingOperation
from functions.publishing.model.publication import Brought, Publication
from functions.publishing.model.stock_sent import StockFound, stock_drift
from functions.publishing.ports.listing_edits import (
    AccountMissing,
    DriftFound,
    ListingEditor,
    ListingForeign,
    ListingNotFound,
)
from functions.publishing.ports.sources import ProductSnapshots
from functions.publishing.ports.storage import Publications
from functions.publishing.service.publish_runner import Done, Wait
from functions.publishing.service.settlement import stepped
from kernel.clock import Clock
from kernel.effect import Effect, EffectRunner, Unclear
from kernel.errors import NotFound

WAITS_FOR_ACCOUNT = timedelta(days=30)
"""How long an operation waits for its account, before a person has to ask for it again."""

_ASKS_AGAIN = timedelta(hours=6)
"""An account that was connected again says so; this is for the day on which that is not heard."""

_NOTHING_WAS_DONE = "Nothing was changed there. Try again later."
_NOT_THERE = "It is not there any more."
_LOOK = "Look there: tell us whether it is gone, or where it is now."
_AGAIN = "Look there, and press again: doing it twice does no harm."
_CHANGED_THERE = "Somebody changed this there."
_CHOOSE = "Look at what is there now, and choose: keep it, or put yours in its place."
_GOES_ON = "Connect this account again: it goes on by itself then."


@dataclass(frozen=True, slots=True)
class OperationRunner:
    """Advances listing operations for the workflow; a lease outlives its function's time limit."""

    publications: Publications
    products: ProductSnapshots
    editors: ListingEditor
    clock: Clock
    lease: timedelta

    def advance(self, publication_id: str) -> Done | Wait:
        """Take the next step of the operation whose turn it is; return what comes after."""
        publication = self.publications.get(publication_id)
        operation = publication.open_operation if publication else None
        if publication is None or operation is None:
            return Done()
        if operation.needs_account and operation.effect.seconds_left(self.clock.now()):
            return Done()  # begun again when its account is connected
        record = _OperationRecord(self, publication, operation)
        call = _OperationCall(self.editors, publication, operation)
        seconds = EffectRunner(self.clock, self.lease).advance(record, call)
        if seconds is not None:
            return Wait(seconds)
        latest = self.publications.get(publication_id)
        following = latest.open_operation if latest else None
        return Done() if following is None or following.needs_account else Wait(1.0)


@dataclass(frozen=True, slots=True)
class _Vanished:
    """The account does not have the listing: taken down there, or moved; a person says which."""


@dataclass(frozen=True, slots=True)
class _Foreign:
    """What has the listing's id there is not ours."""

    message: str
    remedy: str


@dataclass(frozen=True, slots=True)
class _NoAccount:
    """The account is not connected; nothing was sent."""

    message: str


_Outcome = (
    Brought | DriftFound | StockFound | ShownListing | _Vanished | _Foreign | _NoAccount | None
)


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
        """Call the platform; answers what is there then, or None after unpublishing."""
        try:
            return self._execute()
        except ListingNotFound:
            return _Vanished()
        except ListingForeign as foreign:
            return _Foreign(foreign.message, foreign.remedy)
        except AccountMissing as missing:
            return _NoAccount(missing.message)

    def _execute(self) -> _Outcome:
        publication, operation = self.publication, self.operation
        match operation.kind:
            case "update":
                return self._update(publication, operation)
            case "set_stock" if operation.before is None:
                return self.editors.inspect(publication)
            case "set_stock":
                return self.editors.set_stock(publication, operation.levels)
            case "adopt":
                return self.editors.adopt(publication)
            case "inspect":
                return self.editors.inspect(publication)
            case "unpublish":
                self.editors.unpublish(publication)
                return None

    def _update(self, publication: Publication, operation: ListingOperation) -> _Outcome:
        parts = operation.due(publication.listing)
        if not parts or operation.listing is None:
            return Brought(publication.url or "", ShownListing())  # another update has brought it
        return self.editors.update(publication, operation.listing, parts, self._known())

    def _known(self) -> Mapping[Part, str]:
        """What must still be there for an update to be brought; its own earlier call is no drift.

        Where an answer was lost, what is there may be ours by now.
        """
        if self.operation.effect.may_have_executed:
            return {}
        overwrite = self.operation.overwrite
        return {part: one for part, one in self.publication.shown.items() if part not in overwrite}

    def look_up(self) -> Unclear:
        """Nothing is looked up for an operation."""
        return Unclear()


class _OperationRecord:
    """The operation in its publication's row; each save builds on what was read or saved last."""

    def __init__(
        self, runner: OperationRunner, publication: Publication, operation: ListingOperation
    ) -> None:
        self._runner = runner
        self._publication: Publication = publication
        self._operation = operation
        self._first_load = True

    def load(self) -> Effect | None:
        """The effect as it is stored; None if the operation is over or another took its place."""
        if not self._first_load:
            latest = self._runner.publications.get(self._publication.publication_id)
            self._publication = latest or self._publication
        self._first_load = False
        stored = self._publication.operations.get(self._operation.kind)
        if stored is None or stored.operation_id != self._operation.operation_id:
            return None
        self._operation = stored
        return stored.effect

    def save(self, effect: Effect) -> None:
        """Store the effect with its publication."""
        now, operation = self._runner.clock.now(), self._operation
        self._store(self._publication.with_operation(now, operation.at(effect)))
        if not effect.is_over:
            self._operation = replace(operation, effect=effect)

    def confirm(self, effect: Effect, outcome: _Outcome) -> None:
        """Store what the platform shows now, in the publication and in its operation."""
        now, publication, operation = self._runner.clock.now(), self._publication, self._operation
        match outcome:
            case Brought(note=note):
                done = effect.confirmed(note)
                self._store(publication.brought(now, operation, done, outcome))
            case DriftFound(parts, shown):
                ended = operation.at(effect.failed(_CHANGED_THERE, _CHOOSE))
                self._store(publication.drifted(now, ended, parts, shown))
            case StockFound():
                earlier = operation.before if operation.effect.may_have_executed else None
                found = replace(outcome, earlier=earlier)
                self._store(publication.stocked(now, operation, effect, found))
            case ShownListing():
                self._store(self._after_reading(effect, outcome))
            case _NoAccount(message):
                self._store(publication.with_operation(now, self._waiting(effect, message)))
            case _Foreign(message, remedy):
                ended = operation.at(effect.failed(message, remedy))
                self._store(publication.foreign(now, ended))
            case _Vanished() if operation.kind != "unpublish":
                gone = operation.at(effect.failed(_NOT_THERE, _LOOK))
                self._store(publication.missing(now, gone, _NOT_THERE, _LOOK))
            case _:
                self._store(publication.unpublished(now, operation.at(effect)))

    def _after_reading(self, effect: Effect, shown: ShownListing) -> Publication:
        """The publication once its account was read, for itself or before numbers are set.

        These are kept before anything is written: whatever is lost from then on, we know whether a
        number was ours.
        """
        now, publication, operation = self._runner.clock.now(), self._publication, self._operation
        if operation.kind == "set_stock":
            return publication.with_operation(now, operation.read(now, shown.stock))
        drift = self._stock_drift(publication, shown) if shown.stock else ""
        return publication.inspected(now, operation, effect, shown, drift)

    def _stock_drift(self, publication: Publication, shown: ShownListing) -> str:
        try:
            product = self._runner.products.product(publication.owner_id, publication.product_id)
        except NotFound:
            return ""
        return stock_drift(publication.sent, shown.stock, product.sales_of(publication.account))

    def _waiting(self, effect: Effect, message: str) -> ListingOperation:
        """The operation while its account is not connected; given up after thirty days."""
        now, operation = self._runner.clock.now(), self._operation
        if now - operation.asked_at > WAITS_FOR_ACCOUNT:
            return operation.at(effect.given_up(message, "Connect it again, and press again."))
        later = effect.put_off(now, _ASKS_AGAIN.total_seconds(), message)
        return replace(operation.at(replace(later, calls=0, remedy=_GOES_ON)), needs_account=True)

    def _store(self, publication: Publication) -> None:
        publication, events = stepped(self._publication, publication, self._operation)
        self._runner.publications.save(publication, *events)
        self._publication = publication
