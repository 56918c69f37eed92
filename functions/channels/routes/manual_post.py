"""The route that prepares a post for a place where only a person can publish."""

from functions.channels.errors import NoManualPost
from functions.channels.model.manual_post import prepared
from functions.channels.model.platforms import platform as known
from functions.channels.schemas.connections import Platform
from functions.channels.schemas.examples import EXAMPLE
from functions.channels.schemas.manual_post import ManualPostCreate, ManualPostRead
from kernel.api import Routes
from kernel.responses import Success, success

router = Routes(tags=["connections"], example=EXAMPLE)


@router.post("/connections/{platform}/manual-post")
def prepare_by_hand(platform: Platform, asked: ManualPostCreate) -> Success[ManualPostRead]:
    """Cut title, text and pictures to the limits of the platform's form, to post by hand.

    Nothing is published or stored. 409 `no_manual_post` where the platform has no such form.
    """
    capabilities = known(platform)
    if capabilities.manual_post is None:
        raise NoManualPost(capabilities.name)
    pictures = [str(url) for url in asked.picture_urls]
    made = prepared(
        capabilities.manual_post, asked.title, asked.text, asked.price.money(), pictures
    )
    return success(ManualPostRead.of(made))
