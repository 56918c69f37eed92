"""The HTTP API of identity: accounts and sessions."""

from functions.identity.model import REFRESH_FOR, session_ended
from functions.identity.schemas import (
    EXAMPLE,
    SessionCreate,
    SessionDeleted,
    SessionRead,
    SessionRefresh,
    UserCreate,
    UserRead,
    UserUpdate,
)
from functions.identity.service import AccountService, Session
from functions.identity.wiring import container
from kernel.access import Caller
from kernel.api import PREFIX, Routes
from kernel.responses import Success, success
from kernel.web import Request, Response

COOKIE = "haat_refresh"
_PATH = f"{PREFIX}/auth"

router = Routes(tags=["identity"], example=EXAMPLE)


@router.post("/auth/register", status_code=201, public="whoever opens an account has none yet")
def register(body: UserCreate, request: Request, response: Response) -> Success[SessionRead]:
    """Open an account and sign in."""
    account = AccountService(body.email, body.password, body.name, body.language)
    session = container().identity.register(account, _network(request))
    return _answer(session, response, in_cookie=body.session == "cookie")


@router.post("/auth/login", public="whoever signs in has no access token yet")
def login(body: SessionCreate, request: Request, response: Response) -> Success[SessionRead]:
    """Sign in with e-mail address and password."""
    session = container().identity.login(body.email, body.password, _network(request))
    return _answer(session, response, in_cookie=body.session == "cookie")


@router.post(
    "/auth/refresh", public="the refresh token takes the place of an access token that ran out"
)
def refresh(
    request: Request, response: Response, body: SessionRefresh | None = None
) -> Success[SessionRead]:
    """Exchange the refresh token in the body or the cookie for new tokens."""
    given = body.refresh_token if body else None
    token = given or request.cookies.get(COOKIE)
    if not token:
        raise session_ended()
    return _answer(container().identity.refresh(token), response, in_cookie=given is None)


@router.post("/auth/logout")
def logout(
    caller: Caller, request: Request, response: Response, body: SessionRefresh | None = None
) -> Success[SessionDeleted]:
    """End the session of the refresh token in the body or the cookie, and delete the cookie."""
    given = body.refresh_token if body else None
    container().identity.logout(caller.user_id, given or request.cookies.get(COOKIE))
    response.delete_cookie(COOKIE, path=_PATH, httponly=True, samesite="strict", secure=_secure())
    return success(SessionDeleted())


@router.get("/auth/me")
def me(caller: Caller) -> Success[UserRead]:
    """Return the caller's account."""
    return success(UserRead.of(container().identity.user(caller.user_id)))


@router.patch("/users/me")
def edit_me(body: UserUpdate, caller: Caller) -> Success[UserRead]:
    """Change the caller's name or language."""
    return success(UserRead.of(container().identity.update_profile(caller.user_id, body.changes())))


def _answer(session: Session, response: Response, *, in_cookie: bool) -> Success[SessionRead]:
    if in_cookie:
        response.set_cookie(
            COOKIE,
            session.refresh_token,
            max_age=int(REFRESH_FOR.total_seconds()),
            path=_PATH,
            httponly=True,
            samesite="strict",
            secure=_secure(),
        )
    out = SessionRead(
        user=UserRead.of(session.user),
        access_token=session.access_token,
        refresh_token=None if in_cookie else session.refresh_token,
    )
    return success(out)


def _secure() -> bool:
    return container().settings.public_url.startswith("https:")


def _network(request: Request) -> str:
    # Behind CloudFront every caller would look like one of its edges; it names the real one.
    viewer = request.headers.get("cloudfront-viewer-address", "").rpartition(":")[0]
    return viewer or (request.client.host if request.client else "unknown")
