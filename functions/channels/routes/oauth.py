"""Routes of the OAuth flow: to a platform's consent page, and back to Haat."""

from typing import Annotated
from urllib.parse import urlencode

from functions.channels.model.authorization import CallbackRequest
from functions.channels.schemas.connections import AuthorizationCreate, AuthorizationRead, Platform
from functions.channels.schemas.examples import EXAMPLE
from functions.channels.service.authorizations import OAUTH_SESSION_LIVES
from functions.channels.wiring.container import container
from kernel.access import Caller
from kernel.api import Routes
from kernel.cookies import Cookie
from kernel.errors import Problem
from kernel.observability import log_event
from kernel.responses import Success, success
from kernel.web import Query, RedirectResponse, Request, Response

router = Routes(tags=["connections"], example=EXAMPLE)

COOKIE = "haat_connect"


@router.post("/connections/{platform}/authorize", answers_secret=True)
def authorize_connection(
    platform: Platform,
    caller: Caller,
    response: Response,
    answers: AuthorizationCreate | None = None,
) -> Success[AuthorizationRead]:
    """Begin an OAuth session of ten minutes; the browser then goes to `authorize_url`.

    The answer sets a cookie without which the callback connects nothing.
    """
    asked = answers or AuthorizationCreate()
    begun = container().authorizations.authorize(
        caller.owner_id, platform, asked.given, asked.connection_id
    )
    _cookie(platform).set(response, begun.browser_key)
    return success(AuthorizationRead(authorize_url=begun.url))


@router.get(
    "/connections/{platform}/callback",
    status_code=303,
    public="the platform redirects a browser here; its cookie and state say whose",
)
def return_to_connections(  # what platforms send back
    platform: Platform,
    request: Request,
    code: Annotated[str, Query(max_length=4000)] = "",
    state: Annotated[str, Query(max_length=500)] = "",
    error: Annotated[str, Query(max_length=500)] = "",
) -> RedirectResponse:
    """Finish the OAuth session and redirect the browser to the connections page.

    The page's query has `connected=<platform>`, or else `problem=<code>` and `platform`. With
    `connected`, `kept` is the connection to be renewed if another account came back instead.
    """
    cookie = _cookie(platform)
    back = CallbackRequest(code, state, error, cookie.read(request), {**request.query_params})
    try:
        result = container().returning(platform).return_from(platform, back)
        other = {"kept": result.instead_of} if result.instead_of else {}
        query: dict[str, str] = {"connected": platform, **other}
        status = result.connection.status if result.connection else "choose_account"
        log_event("ConnectionMade", platform=platform, status=status)
    except Problem as problem:
        query = {"problem": problem.code, "platform": platform}
        log_event("ConnectionNotMade", platform=platform, code=problem.code)
    page = f"{container().settings.public_url}/connections"
    response = RedirectResponse(f"{page}?{urlencode(query)}", status_code=303)
    cookie.delete(response)
    return response


def _cookie(platform: str) -> Cookie:
    url = container().settings.public_url
    path = "/api/v1/connections"
    # Lax: the platform's page sends the browser back to us.
    return Cookie(f"{COOKIE}_{platform}", path, OAUTH_SESSION_LIVES, url, "lax")
