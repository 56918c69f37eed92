"""Internal functions of contexts in this process: their real handlers, on JSON as Lambda passes it.

What Lambda itself does with an invocation is in `tests/integration/kernel/test_internal.py`.
"""

import json
import os
from collections.abc import Mapping
from contextvars import copy_context
from importlib import import_module
from typing import Any

from kernel.aws.internal import CORRELATION
from kernel.errors import OutcomeUnknown
from kernel.events import correlation
from tests.integration.lambda_events import lambda_context


class InProcessFunction:
    """Implements `InternalFunction` by the handler `name`, such as `channels.internal_posting`."""

    def __init__(self, name: str) -> None:
        self._context, _, file = name.partition(".")
        self._module = f"functions.{self._context}.handlers.{file}"

    def call(self, request: Mapping[str, Any]) -> dict[str, Any]:
        """The handler's answer; what it raises is a crash, whose outcome nobody knows."""
        event = _as_json({**request, CORRELATION: correlation.get()})
        caller = os.environ.get("HAAT_CONTEXT", "")
        os.environ["HAAT_CONTEXT"] = self._context
        try:
            answer = copy_context().run(
                import_module(self._module).handler, event, lambda_context()
            )
        except Exception as crash:
            raise OutcomeUnknown("It crashed.") from crash
        finally:
            os.environ["HAAT_CONTEXT"] = caller
        return _as_json(answer)


def _as_json(value: Any) -> dict[str, Any]:
    passed: dict[str, Any] = json.loads(json.dumps(value))
    return passed
