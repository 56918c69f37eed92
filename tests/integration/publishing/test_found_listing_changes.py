"""A listing that was updated is brought in step with the stock, as one that went live is."""

from functions.publishing.events import PublicationChanged
from tests.integration.publications import account_id
from tests.integration.publishing.live_client import LiveClient


def test_what_was_sold_while_a_new_variant_was_brought_is_set(live: LiveClient) -> None:
    """The update brings the number of its press, and the news of the sale came before it did."""
    etsy = live.publish("etsy")
    live.sell(etsy, 5)
    live.count(2)
    updated = PublicationChanged(
        publication_id=etsy,
        post_id=live.publication(etsy).post_id,
        product_id=live.product_id,
        owner_id=live.artisan.user_id,
        platform="etsy",
        account_id=account_id("etsy"),
        status="confirmed",
        operation="update",
        operation_status="confirmed",
    )
    live.tell("on_listing_changed", "PublicationChanged", updated.model_dump())
    assert "set_stock" in live.kinds(etsy)
