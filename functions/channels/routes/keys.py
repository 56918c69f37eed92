"""The route to which a shop posts the API keys that the artisan allowed on the shop's page."""

from functions.channels.schemas.connections import Platform
from functions.channels.schemas.examples import EXAMPLE
from functions.channels.schemas.webhooks import KeyCallbackCreate, KeyCallbackRead
from functions.channels.wiring.container import container
from kernel.api import Routes
from kernel.responses import Success, success

router = Routes(tags=["connections"], example=EXAMPLE)


@router.post(
    "/connections/{platform}/keys",
    public="the shop calls, and the state of the open session says for whom",
)
def receive_keys(platform: Platform, keys: KeyCallbackCreate) -> Success[KeyCallbackRead]:
    """Accept a shop's API keys for the open OAuth session whose state is `user_id`."""
    container().webhooks.key_exchange.give(platform, keys.user_id, keys.words)
    return success(KeyCallbackRead(platform=platform))
