"""Listings with several photographs, publishing them, and their field options."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from functions.channels.model.capabilities import FieldOption
from functions.channels.public import Listing, Published, Ready, Waiting
from functions.channels.wiring.container import container
from infra.local.sandbox.server import SandboxServer
from tests.integration.channels import posting
from tests.integration.channels.oauth_client import (
    account,
    listing,
    pass_waiting_time,
    picture,
)


def multi_photo_listing(sandbox: SandboxServer, photos: int, **changes: Any) -> Listing:
    """The brass figurine with as many photographs, each different by a pixel or two."""
    one = listing(sandbox)
    more = tuple(
        {
            "web": picture(sandbox, 600 + place, 450, "webp"),
            "instagram": picture(sandbox, 540, 675 - place),
            "pinterest": picture(sandbox, 400, 600 - place),
            "square": picture(sandbox, 600 + place, 600),
        }
        for place in range(1, photos)
    )
    return replace(one, more_pictures=more, **changes)


def prepared(platform: str, one: Listing) -> Ready:
    """The listing, up to the irreversible call."""
    step = posting.start(*account(platform), one)
    while isinstance(step, Waiting):
        pass_waiting_time(one, step)
        step = posting.check(*account(platform), one, step.handle)
    assert isinstance(step, Ready)
    return step


def post(platform: str, one: Listing) -> Published:
    """All the steps."""
    return posting.finish(*account(platform), one, prepared(platform, one).handle)


def options(platform: str, name: str, words: str = "", **within: str) -> Sequence[FieldOption]:
    """What may be chosen there."""
    option_source = container().platforms[platform].option_source
    assert option_source
    return container().token_access.use(
        *account(platform), lambda account: option_source.options(account, name, words, within)
    )
