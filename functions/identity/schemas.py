"""The request and response models of identity's API."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field

from functions.identity.model import ACCESS_FOR, User
from kernel.events import Instant
from kernel.fields import PersonLine
from kernel.responses import ApiModel

Name = Annotated[str, Field(max_length=100), PersonLine]
Language = Annotated[
    str,
    Field(
        pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$",
        description="BCP 47",
        examples=["en", "hi"],
    ),
]
Email = Annotated[str, Field(min_length=3, max_length=320, examples=["asha@example.com"])]
Kept = Annotated[
    Literal["cookie", "token"],
    Field(description="Where the refresh token goes: into an HttpOnly cookie, or into the answer"),
]

EXAMPLE: Mapping[str, object] = {
    "access_token": "eyJhbGciOiJFZERTQSJ9.eyJzdWIiOiJ1c2VyXzAxaiJ9.c2ln",
    "email": "asha@example.com",
    "language": "en",
    "name": "Asha Devi",
    "password": "sixteen washes of indigo",
    "refresh_token": "rt_q8Zt0c.Vd3yJ5",
    "role": "artisan",
}
"""Example values of the fields, which the routes declare."""


class UserCreate(ApiModel):
    """An account to open."""

    email: Email
    password: str = Field(min_length=10, max_length=128)
    name: Name
    language: Language = "en"
    session: Kept = "cookie"


class SessionCreate(ApiModel):
    """The credentials of a sign-in."""

    email: Email
    password: str = Field(max_length=128)
    session: Kept = "cookie"


class SessionRefresh(ApiModel):
    """The refresh token of a client that keeps it; null if the cookie holds the token."""

    refresh_token: str | None = Field(default=None, max_length=200)


class UserUpdate(ApiModel):
    """Changes to the caller's account; a field that is left out stays."""

    name: Name | None = None
    language: Language | None = None

    def changes(self) -> dict[str, str]:
        """The given fields by name."""
        return self.model_dump(exclude_none=True)


class UserRead(ApiModel):
    """The caller's account."""

    user_id: str
    email: str
    name: str
    language: str
    roles: tuple[str, ...]
    created_at: Instant

    @classmethod
    def of(cls, user: User) -> "UserRead":
        """`user` as the API returns it."""
        return cls(
            user_id=user.user_id,
            email=user.email,
            name=user.name,
            language=user.language,
            roles=user.roles,
            created_at=user.created_at,
        )


class SessionRead(ApiModel):
    """The session of a signed-in user; `refresh_token` is null when the cookie holds the token."""

    user: UserRead
    access_token: str
    token_type: Literal["Bearer"] = Field(default="Bearer")
    expires_in: int = Field(default=int(ACCESS_FOR.total_seconds()), description="Seconds")
    refresh_token: str | None = None


class SessionDeleted(ApiModel):
    """The answer after a session was ended."""

    signed_out: bool = True
