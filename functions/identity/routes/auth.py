"""Routes of sessions: opening an account, signing in, refreshing, signing out."""

import secrets
from datetime import timedelta

from functions.identity.model import REFRESH_FOR, Client, is_device, session_ended
from functions.identity.schemas import (
    EXAMPLE,
    SessionCreate,
    SessionDeleted,
    SessionRead,
    SessionRefresh,
    UserCreate,
    UserRead,
)
from functions.identity.service.accounts import AccountService, Session
from functions.identity.service.sign_in_limits import KNOWN_FOR
from functions.identity.wiring import container
from kernel.api import PREFIX, Routes
from kernel.cookies import Cookie
from kernel.front_door import viewer_network
from kernel.responses import Success, success
from kernel.web import Request, Response

REFRESH, DEVICE = "haat_refresh", "haat_device"
"""The cookies' names: the session's refresh token, and the secret by which a browser is known."""

router = Routes(tags=["identity"], example=EXAMPLE)


@router.post(
    "/auth/register",
    status_code=201,
    public="whoever opens an account has none yet",
    answers_secret=True,
)
def register(body: UserCreate, request: Request, response: Response) -> Success[SessionRead]:
    """Open an account and sign in."""
    account = AccountService(body.email, body.password, body.name, body.language)
    in_cookie = body.session == "cookie"
    client = _client(request, in_cookie=in_cookie)
    session = container().identity.register(account, client)
    return _signed_in(session, client, response, in_cookie=in_cookie)


@router.post("/auth/login", public="whoever signs in has no access token yet", answers_secret=True)
def login(body: SessionCreate, request: Request, response: Response) -> Success[SessionRead]:
    """Sign in with e-mail address and password."""
    in_cookie = body.session == "cookie"
    client = _client(request, in_cookie=in_cookie)
    session = container().identity.login(body.email, body.password, client)
    return _signed_in(session, client, response, in_cookie=in_cookie)


@router.post(
    "/auth/refresh",
    public="the refresh token takes the place of an access token that ran out",
    answers_secret=True,
)
def refresh(
    request: Request, response: Response, body: SessionRefresh | None = None
) -> Success[SessionRead]:
    """Exchange the refresh token in the body or the cookie for new tokens."""
    given = body.refresh_token if body else None
    token = given or _cookie(REFRESH, REFRESH_FOR).read(request)
    if not token:
        raise session_ended()
    return _answer(container().identity.refresh(token), response, in_cookie=given is None)


@router.post("/auth/logout", public="the refresh token is what signs out, long after access ended")
def logout(
    request: Request, response: Response, body: SessionRefresh | None = None
) -> Success[SessionDeleted]:
    """End the sessions of the refresh tokens in the body and the cookie, and delete the cookie.

    An unknown token is answered alike: whoever signs out is signed out afterwards.
    """
    cookie = _cookie(REFRESH, REFRESH_FOR)
    held = cookie.read(request)
    for token in (body.refresh_token if body else None, held):
        container().identity.logout(token or "")
    if held:  # another site's form comes without the cookie, and so cannot delete it either
        cookie.delete(response)
    return success(SessionDeleted())


def _client(request: Request, *, in_cookie: bool) -> Client:
    """Where the request comes from; a browser that has no device cookie yet gets one."""
    network = viewer_network(request)
    device = _cookie(DEVICE, KNOWN_FOR).read(request)
    if is_device(device):
        return Client(network, device)
    return Client(network, secrets.token_hex(32) if in_cookie else "")


def _signed_in(
    session: Session, client: Client, response: Response, *, in_cookie: bool
) -> Success[SessionRead]:
    answer = _answer(session, response, in_cookie=in_cookie)
    if in_cookie:
        _cookie(DEVICE, KNOWN_FOR).set(response, client.device)
    return answer


def _answer(session: Session, response: Response, *, in_cookie: bool) -> Success[SessionRead]:
    if in_cookie:
        _cookie(REFRESH, REFRESH_FOR).set(response, session.refresh_token)
    out = SessionRead(
        user=UserRead.of(session.user),
        access_token=session.access_token,
        refresh_token=None if in_cookie else session.refresh_token,
    )
    return success(out)


def _cookie(name: str, lasts: timedelta) -> Cookie:
    return Cookie(name, f"{PREFIX}/auth", lasts, container().settings.public_url)
