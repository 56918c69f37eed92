"""Where platforms that call us bring what the artisan allowed on their page."""

from functions.channels import wiring
from functions.channels.schemas import KeyCallbackCreate, KeyCallbackRead, Platform
from kernel.access import Public
from kernel.api import Routes
from kernel.responses import Success, success

router = Routes(tags=["connections"])


@router.post("/connections/{platform}/keys")
def take_keys(platform: Platform, keys: KeyCallbackCreate, _: Public) -> Success[KeyCallbackRead]:
    """Take the keys that a shop gives for an attempt to connect; the state in it is the proof."""
    wiring.key_exchange().give(platform, keys.user_id, keys.words)
    return success(KeyCallbackRead(platform=platform))
