"""The HTTP API of channels: platforms and the artisan's connections."""

from typing import Annotated
from urllib.parse import urlencode

from functions.channels import wiring
from functions.channels.handlers import routes_keys, routes_leads, routes_reading
from functions.channels.model.platforms import PLATFORMS
from functions.channels.schemas import (
    Answers,
    AuthorizeShape,
    CapabilitiesShape,
    ChooseAccount,
    ConnectionShape,
    Disconnected,
    KeepSession,
    Platform,
)
from functions.channels.service.connecting import ATTEMPT_LIVES, WayBack
from kernel.access import Caller, Public
from kernel.answers import Listing, Success, listing, success
from kernel.api import Routes, create_api, lambda_handler
from kernel.errors import Problem
from kernel.observability import fact
from kernel.pages import Page
from kernel.web import Query, RedirectResponse, Request, Response

router = Routes()

COOKIE = "haat_connect"
_PATH = "/api/v1/connections"


@router.get("/channels", tags=["channels"])
def list_channels(_: Caller) -> Success[Listing[CapabilitiesShape]]:
    """Every platform, with what it can do and what it will have."""
    return listing(Page(PLATFORMS).map(CapabilitiesShape.of))


@router.get("/connections", tags=["connections"])
def list_connections(caller: Caller) -> Success[Listing[ConnectionShape]]:
    """Your connections, one for each platform."""
    return listing(Page(wiring.connecting().connections(caller.user_id)).map(ConnectionShape.of))


@router.post("/connections/{platform}/authorize", tags=["connections"])
def authorize_connection(
    platform: Platform, caller: Caller, response: Response, answers: Answers | None = None
) -> Success[AuthorizeShape]:
    """Begin to connect: send the browser to the address in the answer."""
    begun = wiring.connecting().authorize(caller.user_id, platform, (answers or Answers()).given)
    response.set_cookie(
        f"{COOKIE}_{platform}",
        begun.browser_key,
        max_age=int(ATTEMPT_LIVES.total_seconds()),
        path=_PATH,
        httponly=True,
        samesite="lax",
        secure=wiring.settings().public_url.startswith("https:"),
    )
    return success(AuthorizeShape(authorize_url=begun.url))


@router.get("/connections/{platform}/callback", tags=["connections"], status_code=303)
def return_to_connections(  # what platforms send back
    platform: Platform,
    request: Request,
    _: Public,
    code: Annotated[str, Query(max_length=4000)] = "",
    state: Annotated[str, Query(max_length=500)] = "",
    error: Annotated[str, Query(max_length=500)] = "",
) -> RedirectResponse:
    """The way back from the platform's page; it leads on to the connections page."""
    cookie = f"{COOKIE}_{platform}"
    back = WayBack(code, state, error, request.cookies.get(cookie, ""), {**request.query_params})
    try:
        held = wiring.returning(platform).return_from(platform, back)
        query: dict[str, str] = {"connected": platform}
        fact("ConnectionMade", platform=platform, status=held.status)
    except Problem as problem:
        query = {"problem": problem.code, "platform": platform}
        fact("ConnectionNotMade", platform=platform, code=problem.code)
    page = f"{wiring.settings().public_url}/connections"
    response = RedirectResponse(f"{page}?{urlencode(query)}", status_code=303)
    response.delete_cookie(cookie, path=_PATH)
    return response


@router.post("/connections/{platform}/account", tags=["connections"])
def choose_account(
    platform: Platform, chosen: ChooseAccount, caller: Caller
) -> Success[ConnectionShape]:
    """Say which of several accounts is meant."""
    held = wiring.connecting().choose(caller.user_id, platform, chosen.account_id)
    return success(ConnectionShape.of(held))


@router.put("/connections/{platform}/session", tags=["connections"])
def keep_session(platform: Platform, kept: KeepSession, caller: Caller) -> Success[ConnectionShape]:
    """Connect a seller panel with the browser session of a login that you made yourself."""
    held = wiring.sessions().keep(caller.user_id, platform, kept.storage_state, kept.maker)
    return success(ConnectionShape.of(held))


@router.post("/connections/{platform}/test", tags=["connections"])
def check_connection(platform: Platform, caller: Caller) -> Success[ConnectionShape]:
    """Ask the platform whether the connection works."""
    held = wiring.connecting().test(caller.user_id, platform)
    return success(ConnectionShape.of(wiring.subscribing().mended(held)))


@router.delete("/connections/{platform}", tags=["connections"])
def disconnect(platform: Platform, caller: Caller) -> Success[Disconnected]:
    """Give the permission back and forget the connection."""
    wiring.connecting().disconnect(caller.user_id, platform)
    return success(Disconnected(platform=platform))


app = create_api("channels", router, routes_keys.router, routes_leads.router, routes_reading.router)
handler = lambda_handler(app)
