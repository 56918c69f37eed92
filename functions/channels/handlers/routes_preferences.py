"""What artisans want on a platform, what they may choose there, and what it still takes today."""

import json
from typing import Annotated

from functions.channels.errors import InvalidPreferences
from functions.channels.model.platforms import platform as known
from functions.channels.model.preferences import ListingViolation
from functions.channels.schemas import Platform
from functions.channels.schemas.preferences import (
    ApiQuotaRead,
    ChoiceName,
    FieldOptionRead,
    PreferencesRead,
    PreferencesUpdate,
)
from functions.channels.service.field_options import OptionQuery
from functions.channels.wiring import listing_edits
from kernel.access import Caller, IfMatch, set_etag
from kernel.api import Routes
from kernel.pages import Page
from kernel.responses import Paginated, Success, paginated, success
from kernel.web import Query, Response

router = Routes(tags=["connections"])

_WITHIN_MOST = 5
Words = Annotated[str, Query(max_length=200)]
Within = Annotated[
    str,
    Query(
        max_length=1000, description='The choice it is in: its id, `board:12`, or `{"board": …}`'
    ),
]


@router.get("/connections/{platform}/preferences")
def get_preferences(
    platform: Platform, caller: Caller, response: Response
) -> Success[PreferencesRead]:
    """What you want on the platform; its ETag is for the next change."""
    held = listing_edits.preferences().preferences(caller.user_id, platform)
    set_etag(response, held.version)
    return success(PreferencesRead.of(held))


@router.put("/connections/{platform}/preferences")
def set_preferences(
    platform: Platform,
    requested: PreferencesUpdate,
    caller: Caller,
    version: IfMatch,
    response: Response,
) -> Success[PreferencesRead]:
    """Say what you want on the platform, in place of all that you said before."""
    kept = listing_edits.preferences().keep(
        requested.of(caller.user_id, known(platform).platform, version)
    )
    set_etag(response, kept.version)
    return success(PreferencesRead.of(kept))


@router.get("/connections/{platform}/fields/{name}/options")
def list_choices(  # the parts of a search
    platform: Platform,
    name: ChoiceName,
    caller: Caller,
    words: Words = "",
    parent: Within = "",
    craft: Words = "",
) -> Success[Paginated[FieldOptionRead]]:
    """What you may choose: what you chose for the craft before, then the best matches."""
    wanted = OptionQuery(name, words, craft, _outer(platform, name, parent))
    found = listing_edits.field_options().options(caller.user_id, platform, wanted)
    return paginated(Page(found).map(FieldOptionRead.of))


@router.get("/connections/{platform}/quota")
def get_call_budget(platform: Platform, caller: Caller) -> Success[ApiQuotaRead]:
    """How many calls the platform still takes of you, and how many listings that is."""
    budget = listing_edits.field_options().budget(caller.user_id, platform)
    return success(ApiQuotaRead.of(platform, budget))


def _outer(platform: str, name: str, text: str) -> dict[str, str]:
    """The choices that it is within; a bare id is of the only one there can be."""
    if text.startswith("{"):
        return _parsed(text)
    outer = next((one.parent for one in known(platform).listing_fields if one.name == name), "")
    before, colon, id_ = text.partition(":")
    if colon and before in {one.name for one in known(platform).listing_fields}:
        return {before: id_}
    return {outer: text} if outer and text else {}


def _parsed(text: str) -> dict[str, str]:
    try:
        parents = json.loads(text)
    except ValueError:
        parents = None
    if not isinstance(parents, dict) or len(parents) > _WITHIN_MOST:
        reason = 'It is neither an id nor JSON like {"board": "12"}.'
        raise InvalidPreferences([ListingViolation("parent", reason)])
    return {str(name): str(id_) for name, id_ in parents.items()}
