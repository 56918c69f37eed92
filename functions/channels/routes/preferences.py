"""Routes for an artisan's preferences on a platform, its field options and its API quota."""

import json
from typing import Annotated

from functions.channels.errors import InvalidPreferences
from functions.channels.model.platforms import platform as known
from functions.channels.model.preferences import ListingViolation
from functions.channels.schemas.examples import EXAMPLE
from functions.channels.schemas.preferences import (
    ApiQuotaRead,
    FieldName,
    FieldOptionRead,
    PreferencesRead,
    PreferencesUpdate,
)
from functions.channels.service.field_options import OptionQuery
from functions.channels.wiring.container import container
from kernel.access import Caller, IfMatch, set_etag
from kernel.api import Routes
from kernel.pages import Page
from kernel.responses import Paginated, Success, paginated, success
from kernel.web import Query, Response

router = Routes(tags=["connections"], example=EXAMPLE)

_PARENTS_MOST = 5
Words = Annotated[str, Query(max_length=200)]
Parents = Annotated[
    str,
    Query(
        max_length=1000, description='The parent option: an id, `board:12`, or `{"board": "12"}`'
    ),
]


@router.get("/connections/{connection_id}/preferences", owns="connection_id")
def get_preferences(
    connection_id: str, caller: Caller, response: Response
) -> Success[PreferencesRead]:
    """Return the caller's preferences for the account; a change needs the ETag as `If-Match`."""
    account = container().connections.connection(caller.owner_id, connection_id).key
    held = container().listings.preferences.preferences(*account)
    set_etag(response, held.version)
    return success(PreferencesRead.of(held))


@router.put("/connections/{connection_id}/preferences", owns="connection_id")
def set_preferences(
    connection_id: str,
    requested: PreferencesUpdate,
    caller: Caller,
    version: IfMatch,
    response: Response,
) -> Success[PreferencesRead]:
    """Replace all of the caller's preferences for the account."""
    account = container().connections.connection(caller.owner_id, connection_id).key
    kept = container().listings.preferences.keep(requested.of(account, version))
    set_etag(response, kept.version)
    return success(PreferencesRead.of(kept))


@router.get(
    "/connections/{connection_id}/fields/{name}/options",
    owns="connection_id",
    example={"name": "category"},
)
def list_field_options(  # the parts of a search
    connection_id: str,
    name: FieldName,
    caller: Caller,
    words: Words = "",
    parent: Parents = "",
    craft: Words = "",
) -> Success[Paginated[FieldOptionRead]]:
    """List options of a listing field: the one chosen before first, then the best matches."""
    account = container().connections.connection(caller.owner_id, connection_id).key
    wanted = OptionQuery(name, words, craft, _outer(account.platform, name, parent))
    found = container().listings.field_options.options(*account, wanted)
    return paginated(Page(found).map(FieldOptionRead.of))


@router.get("/connections/{connection_id}/quota", owns="connection_id")
def get_quota(connection_id: str, caller: Caller) -> Success[ApiQuotaRead]:
    """Return the API calls that the platform still takes today, and how many listings that is."""
    account = container().connections.connection(caller.owner_id, connection_id).key
    budget = container().listings.field_options.budget(*account)
    return success(ApiQuotaRead.of(account.platform, budget))


def _outer(platform: str, name: str, text: str) -> dict[str, str]:
    """The parent options that `text` names; a bare id is an option of the field's own parent."""
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
    if not isinstance(parents, dict) or len(parents) > _PARENTS_MOST:
        reason = 'It is neither an id nor JSON like {"board": "12"}.'
        raise InvalidPreferences([ListingViolation("parent", reason)])
    return {str(name): str(id_) for name, id_ in parents.items()}
