"""The route to which a shop posts the API keys that the artisan allowed on the shop's page."""

from functions.channels.schemas.connections import Platform
from functions.channels.schemas.webhooks import KeyCallbackCreate, KeyCallbackRead
from functions.channels.wiring.container import container
from kernel.access import Public
from kernel.api import Routes
from kernel.responses import Success, success

router = Routes(tags=["connections"])


@router.post("/connections/{platform}/keys")
def receive_keys(
    platform: Platform, keys: KeyCallbackCreate, _: Public
) -> Success[KeyCallbackRead]:
    """Accept a shop's API keys for the open OAuth session whose state is `user_id`."""
    container().webhooks.key_exchange.give(platform, keys.user_id, keys.words)
    return success(KeyCallbackRead(platform=platform))
