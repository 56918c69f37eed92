"""HTTP shapes of identity."""

import unicodedata
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from functions.identity.model import ACCESS_FOR, User
from kernel.events import Instant
from kernel.responses import ApiModel


def _one_line(text: str) -> str:
    tidy = " ".join(text.split())
    if not tidy:
        raise ValueError("it may not be empty")
    if any(unicodedata.category(char) == "Cc" for char in tidy):
        raise ValueError("it may hold no control characters")
    return tidy


Name = Annotated[str, Field(max_length=100), AfterValidator(_one_line)]
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
    Field(description="Where the refresh token is kept: an HttpOnly cookie, or by the client"),
]


class UserCreate(ApiModel):
    """What opens an account."""

    email: Email
    password: str = Field(min_length=10, max_length=128)
    name: Name
    language: Language = "en"
    session: Kept = "cookie"


class SessionCreate(ApiModel):
    """What signs in."""

    email: Email
    password: str = Field(max_length=128)
    session: Kept = "cookie"


class SessionRefresh(ApiModel):
    """The refresh token of a client that keeps it by itself."""

    refresh_token: str | None = Field(default=None, max_length=200)


class UserUpdate(ApiModel):
    """What a person may change about themselves."""

    name: Name | None = None
    language: Language | None = None

    def changes(self) -> dict[str, str]:
        """What was given."""
        return self.model_dump(exclude_none=True)


class UserRead(ApiModel):
    """A person's own account."""

    user_id: str
    email: str
    name: str
    language: str
    roles: tuple[str, ...]
    created_at: Instant

    @classmethod
    def of(cls, user: User) -> "UserRead":
        """The wire form."""
        return cls(
            user_id=user.user_id,
            email=user.email,
            name=user.name,
            language=user.language,
            roles=user.roles,
            created_at=user.created_at,
        )


class SessionRead(ApiModel):
    """A signed-in person; `refresh_token` is null when the cookie holds it."""

    user: UserRead
    access_token: str
    token_type: Literal["Bearer"] = Field(default="Bearer")
    expires_in: int = Field(default=int(ACCESS_FOR.total_seconds()), description="Seconds")
    refresh_token: str | None = None


class SessionDeleted(ApiModel):
    """The session is over."""

    signed_out: bool = True
