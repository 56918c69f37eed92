"""Routes for lead subscriptions, by which Haat reads a seller's leads with the seller's API key."""

from functions.channels.schemas.connections import Platform
from functions.channels.schemas.examples import EXAMPLE
from functions.channels.schemas.webhooks import LeadKeyCreate, LeadSubscriptionRead
from functions.channels.wiring.container import container
from kernel.access import Caller
from kernel.api import Routes
from kernel.responses import Success, success

router = Routes(tags=["connections"], example=EXAMPLE)


@router.put("/connections/{platform}/leads")
def follow_leads(
    platform: Platform, given: LeadKeyCreate, caller: Caller
) -> Success[LeadSubscriptionRead]:
    """Start to read the caller's leads with this key, which is stored encrypted."""
    feed = container().webhooks.leads.follow(caller.user_id, platform, given.key.get_secret_value())
    return success(LeadSubscriptionRead(platform=platform, read_until=feed.read_until))


@router.get("/connections/{platform}/leads")
def get_leads(platform: Platform, caller: Caller) -> Success[LeadSubscriptionRead]:
    """Return the time up to which leads have been read; null without a subscription."""
    feed = container().webhooks.leads.followed(caller.user_id, platform)
    return success(
        LeadSubscriptionRead(platform=platform, read_until=feed.read_until if feed else None)
    )


@router.delete("/connections/{platform}/leads")
def forget_leads(platform: Platform, caller: Caller) -> Success[LeadSubscriptionRead]:
    """Stop reading the caller's leads, and delete the key."""
    container().webhooks.leads.forget(caller.user_id, platform)
    return success(LeadSubscriptionRead(platform=platform, read_until=None))
