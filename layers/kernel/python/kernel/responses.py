"""The success and error envelopes of the HTTP API, and problem+json (RFC 9457) on request."""

from contextvars import ContextVar
from typing import Any, Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from kernel.clock import SystemClock
from kernel.cursors import signed
from kernel.errors import Problem, TooMany
from kernel.events import Instant
from kernel.money import Money
from kernel.pages import Page

T = TypeVar("T")
U = TypeVar("U")

request_id: ContextVar[str] = ContextVar("request_id", default="")

PROBLEM_JSON = "application/problem+json"


# What we answer always holds every field, and the API's description says so.
_COMPLETE = ConfigDict(json_schema_serialization_defaults_required=True)


class ApiModel(BaseModel):
    """Base of every request and response model: unknown fields are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True, **_COMPLETE)


class MoneyAmount(ApiModel):
    """An amount of money: a decimal number as text, and an ISO 4217 currency."""

    amount: str = Field(pattern=r"^[0-9]{1,12}(\.[0-9]{1,3})?$", examples=["1234.50"])
    currency: str = Field(pattern=r"^[A-Z]{3}$", examples=["INR"])

    def money(self) -> Money:
        """The amount as `Money`; raises `Malformed` for decimals that its currency has not."""
        return Money.parse(self.amount, self.currency)

    @classmethod
    def of(cls, money: Money) -> "MoneyAmount":
        """`money` as the API returns it."""
        return cls(amount=money.amount, currency=money.currency)


class Success(BaseModel, Generic[T]):
    """The envelope of a successful response."""

    model_config = _COMPLETE

    success: Literal[True] = True
    data: T
    message: str = ""
    timestamp: Instant
    request_id: str


class ErrorBody(BaseModel):
    """An error: a stable code, the cause and the remedy in plain words."""

    model_config = _COMPLETE

    code: str
    message: str
    details: dict[str, Any] = Field(default_factory=dict)


class Failure(BaseModel):
    """The envelope of a failed response."""

    model_config = _COMPLETE

    success: Literal[False] = False
    error: ErrorBody
    timestamp: Instant
    request_id: str


class Paginated(BaseModel, Generic[T]):
    """One page of a list; `next_cursor` is null on the last page."""

    model_config = _COMPLETE

    items: list[T]
    next_cursor: str | None = None


def success(content: T, message: str = "") -> Success[T]:
    """`content` in the success envelope of this request."""
    return Success(
        data=content, message=message, timestamp=SystemClock().now(), request_id=request_id.get()
    )


def paginated(page: Page[T]) -> Success[Paginated[T]]:
    """A page in the success envelope."""
    return success(Paginated(items=list(page.items), next_cursor=signed(page.next_cursor)))


def failure(problem: Problem) -> dict[str, Any]:
    """`problem` in the error envelope."""
    details = dict(problem.details)
    if problem.remedy:
        details["remedy"] = problem.remedy
    body = Failure(
        error=ErrorBody(code=problem.code, message=problem.message, details=details),
        timestamp=SystemClock().now(),
        request_id=request_id.get(),
    )
    return body.model_dump(mode="json")


def problem_json(problem: Problem) -> dict[str, Any]:
    """`problem` as RFC 9457 has it."""
    return {
        "type": f"https://haat.example/problems/{problem.code}",
        "title": problem.code.replace("_", " ").capitalize(),
        "status": problem.status,
        "detail": f"{problem.message} {problem.remedy}".strip(),
        "code": problem.code,
        "request_id": request_id.get(),
        "errors": problem.details.get("fields", []),
    }


def error_headers(problem: Problem) -> dict[str, str]:
    """The headers that some failures need: `Retry-After`, `RateLimit` or `WWW-Authenticate`."""
    if isinstance(problem, TooMany):
        return {
            "Retry-After": str(problem.retry_after),
            "RateLimit": f"r=0;t={problem.retry_after}",
        }
    if problem.status == 401:  # noqa: PLR2004  # Unauthorized, RFC 9110 §15.5.2
        return {"WWW-Authenticate": "Bearer"}
    return {}
