"""Where artisans give, and take back, the key with which their leads are read."""

from functions.channels import wiring
from functions.channels.schemas import LeadKeyCreate, LeadSubscriptionRead, Platform
from kernel.access import Caller
from kernel.api import Routes
from kernel.responses import Success, success

router = Routes(tags=["connections"])


@router.put("/connections/{platform}/leads")
def follow_leads(
    platform: Platform, given: LeadKeyCreate, caller: Caller
) -> Success[LeadSubscriptionRead]:
    """Read your leads with this key from now on; it is kept sealed and never shown again."""
    feed = wiring.leads().follow(caller.user_id, platform, given.key.get_secret_value())
    return success(LeadSubscriptionRead(platform=platform, read_until=feed.read_until))


@router.get("/connections/{platform}/leads")
def get_leads(platform: Platform, caller: Caller) -> Success[LeadSubscriptionRead]:
    """Up to when your leads have been read; null when they are not."""
    feed = wiring.leads().followed(caller.user_id, platform)
    return success(
        LeadSubscriptionRead(platform=platform, read_until=feed.read_until if feed else None)
    )


@router.delete("/connections/{platform}/leads")
def forget_leads(platform: Platform, caller: Caller) -> Success[LeadSubscriptionRead]:
    """Read your leads no more, and forget the key."""
    wiring.leads().forget(caller.user_id, platform)
    return success(LeadSubscriptionRead(platform=platform, read_until=None))
