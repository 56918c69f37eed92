"""Errors of Meta's Graph hosts, in Meta's shape and words."""

import json
import secrets
from dataclasses import dataclass
from typing import Any

from starlette.responses import JSONResponse, Response

NEWEST = 26
BAD_TOKEN = 190
SERVER_ERRORS = 500
Node = dict[str, Any]


@dataclass
class GraphRefusal(Exception):
    """An error in Meta's shape.

    https://developers.facebook.com/docs/graph-api/guides/error-handling
    """

    code: int
    message: str
    subcode: int | None = None
    status: int = 400
    type: str = "OAuthException"
    title: str | None = None
    words: str | None = None
    transient: bool = False

    def response(self) -> Response:
        """The JSON answer with a trace id."""
        error: Node = {"message": self.message, "type": self.type, "code": self.code}
        if self.subcode is not None:
            error["error_subcode"] = self.subcode
        if self.transient or self.title:
            error["is_transient"] = self.transient
        if self.title:
            error["error_user_title"], error["error_user_msg"] = self.title, self.words or ""
        error["fbtrace_id"] = "A" + secrets.token_urlsafe(16)
        headers = {"cache-control": "no-store", "facebook-api-version": f"v{NEWEST}.0"}
        if self.code == BAD_TOKEN:
            headers["www-authenticate"] = (
                f'OAuth "Facebook Platform" "invalid_token" "{self.message}"'
            )
        return JSONResponse({"error": error}, self.status, headers=headers)


def invalid(message: str, subcode: int | None = None, words: str | None = None) -> GraphRefusal:
    """Error 100: a parameter that Meta does not accept."""
    title = None if words is None else "Invalid parameter"
    return GraphRefusal(100, message, subcode, title=title, words=words)


def invisible(object_id: str, verb: str = "get") -> GraphRefusal:
    """Error 100/33: the object does not exist or this token may not see it."""
    return GraphRefusal(
        100,
        f"Unsupported {verb} request. Object with ID '{object_id}' does not exist, cannot be "
        "loaded due to missing permissions, or does not support this operation. Please read the "
        "Graph API documentation at https://developers.facebook.com/docs/graph-api",
        33,
        type="GraphMethodException",
    )


def bad_day(kind: str, status: int, vendor: str, page: str | None = None) -> Response:
    """Meta's answers for the fault switches; a rate limit is HTTP 400 with code 32 or 4."""
    if kind == "rate_limit":
        code, words = (32, "Page") if page else (4, "Application")
        refusal = GraphRefusal(code, f"(#{code}) {words} request limit reached", transient=True)
        response = refusal.response()
        usage = {"call_count": 100, "total_cputime": 25, "total_time": 25}
        response.headers["x-app-usage"] = json.dumps(usage)
        regain = [{"type": "pages", **usage, "estimated_time_to_regain_access": 1}]
        response.headers["x-business-use-case-usage"] = json.dumps({page or vendor: regain})
        return response
    if kind == "expired_token":
        message = "Error validating access token: Session has expired."
        return GraphRefusal(190, message, 463, status=status).response()
    if status >= SERVER_ERRORS:
        message = "An unexpected error has occurred. Please retry your request later."
        return GraphRefusal(2, message, status=status, transient=True).response()
    return GraphRefusal(100, "Invalid parameter", status=status).response()
