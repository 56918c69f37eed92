"""Access rules of routes: the caller is signed in, unless the route declares itself public."""

from collections.abc import Awaitable, Callable
from typing import Annotated

from kernel.errors import Forbidden, Malformed, NotSignedIn, PreconditionMissed
from kernel.observability import log_security_event
from kernel.principal import Principal
from kernel.web import Depends, Header, HTTPBearer, Request, Response

_bearer = HTTPBearer(auto_error=False, scheme_name="accessToken", bearerFormat="JWT")


async def signed_in(
    request: Request, _scheme: Annotated[object, Depends(_bearer)] = None
) -> Principal:
    """The caller, from `Authorization: Bearer …`; raises `NotSignedIn`."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise NotSignedIn("This needs a sign-in.", remedy="Sign in and send the access token.")
    caller: Principal = request.app.state.verifier.verify(token)
    return caller


Caller = Annotated[Principal, Depends(signed_in)]


def rule_of(role: str) -> Callable[..., Awaitable[None]]:
    """The rule of a route for one role: raises `NotSignedIn`, or `Forbidden` for other roles."""

    async def holds_the_role(request: Request, caller: Caller) -> None:
        try:
            caller.must_be(role)
        except Forbidden:
            route = getattr(request.scope.get("route"), "path", "unknown")
            log_security_event("RoleDenied", role=role, method=request.method, route=route)
            raise

    return holds_the_role


_LONGEST = 15
"""The most digits that a version in `If-Match` may have; a longer one is `Malformed`."""


async def expected_version(if_match: Annotated[str, Header(alias="If-Match")] = "") -> int:
    """The version that an edit builds on, from `If-Match: "3"`.

    Raises `PreconditionMissed` (412, although 428 would fit too) when the header is absent, and
    `Malformed` when it holds no version.
    """
    text = if_match.strip().removeprefix("W/").strip('"')
    if not text:
        raise PreconditionMissed(
            "This edit does not say which version it builds on.",
            remedy="Send the ETag of the version you read as If-Match.",
        )
    if not (text.isascii() and text.isdigit()) or len(text) > _LONGEST:
        raise Malformed("If-Match is not a version of ours.", remedy="Send the ETag as it came.")
    return int(text)


IfMatch = Annotated[int, Depends(expected_version)]


def set_etag(response: Response, version: int) -> None:
    """Put the entity's version on the answer as its ETag."""
    response.headers["ETag"] = f'"{version}"'
