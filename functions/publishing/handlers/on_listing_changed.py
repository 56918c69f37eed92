"""Has a listing read that went live, or that somebody changed on the platform itself."""

from typing import ClassVar

from functions.publishing.events import PublicationChanged
from functions.publishing.model.account_ref import AccountRef
from functions.publishing.wiring import container
from kernel.aws.consumers import consumer
from kernel.events import Event


class ListingChangedExternally(Event):
    """The fields that this handler reads of channels/ListingChangedExternally."""

    source: ClassVar[str] = "channels"

    owner_id: str
    platform: str
    account_id: str
    listing: str


@consumer(PublicationChanged, ListingChangedExternally)
def handler(changed: PublicationChanged | ListingChangedExternally) -> None:
    """Begin to read it, if it is live and a listing of ours."""
    watch = container().listing_watch
    match changed:
        case (
            PublicationChanged(status="confirmed", operation=None)
            # A new variant comes with the number of its press: some may have been sold since.
            | PublicationChanged(operation="update", operation_status="confirmed")
        ):
            watch.went_live(changed.publication_id)
        case ListingChangedExternally() if changed.listing:
            account = AccountRef(changed.platform, changed.account_id)
            watch.changed_there(changed.owner_id, account, changed.listing)
