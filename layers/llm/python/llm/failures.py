"""Turns a model's failure into a sentence for the person, and whether to try again."""

from typing import NamedTuple

from pydantic_ai.exceptions import (
    AgentRunError,
    ContentFilterError,
    ModelAPIError,
    ModelAuthenticationError,
    ModelConnectionError,
    ModelHTTPError,
    ModelNotFoundError,
    ModelQuotaExceededError,
    ModelRateLimitError,
    ModelServerError,
    ModelTimeoutError,
    ModelUnavailableError,
    UnexpectedModelBehavior,
)

from kernel.errors import Problem


class CallOutcome(NamedTuple):
    """`data` is a sentence about the failure; `again`: an equal request may succeed in a moment."""

    data: str
    again: bool


# The first line that fits decides.
_FAILURES: tuple[tuple[tuple[type[BaseException], ...], str, bool], ...] = (
    ((ContentFilterError,), "{} declined to answer.", False),
    ((ModelTimeoutError, TimeoutError), "{} did not answer in time.", False),
    ((ModelQuotaExceededError,), "Our account with {} is used up.", False),
    ((ModelRateLimitError,), "{} takes no more requests from us at the moment.", True),
    ((ModelAuthenticationError,), "{} does not accept our key.", False),
    ((ModelNotFoundError,), "{} does not have the model that is set.", False),
    ((ModelConnectionError, Problem), "The connection to {} failed.", True),
    ((ModelServerError, ModelUnavailableError), "{} has a fault at the moment.", True),
    ((ModelHTTPError,), "{} refused our request.", False),
    (
        (ModelAPIError, UnexpectedModelBehavior, AgentRunError),
        "{} gave an answer that we cannot use.",
        True,
    ),
)


# pydantic-ai's image models tell the status only.
_STATUSES: dict[int, type[ModelAPIError]] = {
    401: ModelAuthenticationError,
    402: ModelQuotaExceededError,
    403: ModelAuthenticationError,
    404: ModelNotFoundError,
    429: ModelRateLimitError,
}
_FAULT = 500


def outcome(error: BaseException, vendor: str) -> CallOutcome:
    """The sentence about `error`, with the vendor's name, and whether to try again."""
    kind = _category(error)
    data, again = next((data, again) for kinds, data, again in _FAILURES if issubclass(kind, kinds))
    return CallOutcome(data.format(vendor), again)


def _category(error: BaseException) -> type[BaseException]:
    if type(error) is not ModelHTTPError:
        return type(error)
    if error.status_code >= _FAULT:
        return ModelServerError
    if "API_KEY_INVALID" in str(error.body):  # Google's 400 for a key that it does not know
        return ModelAuthenticationError
    return _STATUSES.get(error.status_code, ModelHTTPError)


def after(error: BaseException) -> float:
    """The seconds that the vendor asks us to wait, 0 when it does not say."""
    return (error.retry_after or 0.0) if isinstance(error, ModelAPIError) else 0.0
