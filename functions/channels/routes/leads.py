"""Routes for lead subscriptions, by which Haat reads a seller's leads with the seller's API key."""

from typing import Annotated

from functions.channels.schemas.connections import Platform
from functions.channels.schemas.examples import EXAMPLE
from functions.channels.schemas.webhooks import LeadKeyCreate, LeadSubscriptionRead
from functions.channels.wiring.container import container
from kernel.access import Caller
from kernel.api import Routes
from kernel.responses import Success, success
from kernel.web import Query

router = Routes(tags=["connections"], example=EXAMPLE)

Account = Annotated[str, Query(pattern=r"^[a-z0-9-]{0,40}$", description="A further account")]


@router.put("/connections/{platform}/leads")
def follow_leads(
    platform: Platform, given: LeadKeyCreate, caller: Caller
) -> Success[LeadSubscriptionRead]:
    """Start to read the caller's leads with this key, which is stored encrypted."""
    key = given.key.get_secret_value()
    feed = container().webhooks.leads.follow(caller.owner_id, platform, key, given.account)
    return success(LeadSubscriptionRead(platform=platform, read_until=feed.read_until))


@router.get("/connections/{platform}/leads")
def get_leads(
    platform: Platform, caller: Caller, account: Account = ""
) -> Success[LeadSubscriptionRead]:
    """Return the time up to which leads have been read; null without a subscription."""
    feed = container().webhooks.leads.followed(caller.owner_id, platform, account)
    return success(
        LeadSubscriptionRead(platform=platform, read_until=feed.read_until if feed else None)
    )


@router.delete("/connections/{platform}/leads")
def forget_leads(
    platform: Platform, caller: Caller, account: Account = ""
) -> Success[LeadSubscriptionRead]:
    """Stop reading the caller's leads, and delete the key."""
    container().webhooks.leads.forget(caller.owner_id, platform, account)
    return success(LeadSubscriptionRead(platform=platform, read_until=None))
