"""Generates web/openapi.json, the one description of the HTTP API, from every context's routes.

`python -m tests.contract.openapi_from_code --write` writes it, and refuses a change that breaks
clients unless `--breaking` is given too; without `--write` it only tells the differences.
"""

import importlib
import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "layers" / "kernel" / "python")]

from kernel.routes import Declaration  # noqa: E402  # after the path is set
from kernel.web import FastAPI  # noqa: E402  # as above
from tests.contract.breaking_changes import breaking_changes  # noqa: E402  # as above
from tests.contract.examples import WHEN, Examples, an_id  # noqa: E402  # as above

FILE = ROOT / "web" / "openapi.json"
MARK = "x-generated"
_ENVELOPE = {"message": "", "next_cursor": "eyJwayI6Im93bmVyIn0", "timestamp": WHEN}
"""Values of the fields that the kernel puts around every answer."""
_PROBLEMS = {
    "400": (
        "unreadable",
        "The body is not JSON that can be read.",
        "Send one JSON value in UTF-8.",
    ),
    "401": ("not_signed_in", "This needs a sign-in.", "Sign in and send the access token."),
    "403": ("forbidden", "Only a person with the role “admin” may do this.", "Ask an admin."),
    "404": ("not_found", "There is nothing at this address.", "Check the address."),
    "409": ("conflict", "This was done before.", "Load it again."),
    "410": ("gone", "This has ended.", "Ask for a new one."),
    "412": ("changed_meanwhile", "This was changed since you loaded it.", "Load it again."),
    "413": ("too_large", "The body has 2,000,000 bytes; 1,000,000 are the most.", "Send less."),
    "415": ("wrong_kind_of_file", "This is a film.", "Choose the photograph itself."),
    "422": ("malformed", "Some fields are not as they should be: title.", "Correct these fields."),
    "429": ("too_many", "Too many requests.", "Wait 20 seconds and try again."),
    "500": ("internal", "Something went wrong on our side.", "Try again; if it stays, tell us."),
}
_PROBLEM = {
    "type": "object",
    "title": "Problem",
    "description": "RFC 9457, for `Accept: application/problem+json`.",
    "properties": {
        "type": {"type": "string", "format": "uri"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "code": {"type": "string"},
        "request_id": {"type": "string"},
        "errors": {"type": "array", "items": {"type": "object"}},
    },
    "required": ["type", "title", "status", "detail", "code", "request_id", "errors"],
}
_KEY = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "description": "For a day, the same key answers the same again instead of doing it twice.",
    "schema": {"type": "string", "maxLength": 255},
}


def generated() -> dict[str, Any]:
    """The whole document."""
    paths: dict[str, Any] = {}
    schemas: dict[str, Any] = {"Problem": _PROBLEM}
    security: dict[str, Any] = {}
    tags: list[dict[str, str]] = []
    declared: dict[tuple[str, str], Declaration] = {}
    for context, app in _apis():
        part = app.openapi()
        declared |= {(one.path, one.method.lower()): one for one in app.state.declarations}
        tag = {"name": context, "description": _purpose(context)}
        tags += [] if tag in tags else [tag]
        security |= part["components"].get("securitySchemes", {})
        for name, shape in part["components"]["schemas"].items():
            if schemas.setdefault(name, shape) != shape:
                msg = f"two contexts have different shapes called {name}"
                raise ValueError(msg)
        for path, methods in part["paths"].items():
            paths[path] = {
                verb: _completed(verb, {**found, "tags": [context]})
                for verb, found in methods.items()
            }
    document = {
        "openapi": "3.1.0",
        "info": {
            "title": "Haat",
            "version": "1",
            "description": "Photograph a craft once; sell it everywhere.",
            MARK: "from the code of functions/*/handlers/api*.py by `make openapi`",
        },
        "tags": tags,
        "paths": dict(sorted(paths.items())),
        "components": {
            "schemas": dict(sorted(schemas.items())),
            "responses": _shared_failures(paths),
            "securitySchemes": security,
        },
    }
    _give_examples(document, declared)
    return json.loads(json.dumps(document))  # type: ignore[no-any-return]  # plain JSON throughout


def declarations(pattern: str = "api*") -> list[tuple[str, Declaration]]:
    """Each route's context and what it declares, of the handlers with such a name."""
    return [(context, one) for context, app in _apis(pattern) for one in app.state.declarations]


def _apis(pattern: str = "api*") -> list[tuple[str, FastAPI]]:
    files = sorted((ROOT / "functions").glob(f"*/handlers/{pattern}.py"))
    return [(path.parents[1].name, importlib.import_module(_module(path)).app) for path in files]


def _module(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts)


def _purpose(context: str) -> str:
    return (importlib.import_module(f"functions.{context}").__doc__ or "").strip()


def _completed(verb: str, operation: dict[str, Any]) -> dict[str, Any]:
    """`operation` with what the kernel adds around every route."""
    parameters = list(operation.get("parameters", ()))
    responses = dict(operation["responses"])
    if any(parameter["name"] == "If-Match" for parameter in parameters):
        responses["412"] = _failure("The version in `If-Match` is not the current one, or missing")
    if verb == "post" and operation.get("security") and operation["tags"] != ["identity"]:
        parameters.append(_KEY)
    responses["500"] = _failure("Our fault")
    for status, response in responses.items():
        if status in _PROBLEMS:
            responses[status] = _with_problem(status, response)
    completed = {**operation, "responses": dict(sorted(responses.items()))}
    return completed | ({"parameters": parameters} if parameters else {})


def _shared_failures(paths: dict[str, Any]) -> dict[str, Any]:
    """The failures by name; those of each operation become references to them."""
    shared: dict[str, Any] = {}
    for methods in paths.values():
        for operation in methods.values():
            for status, response in operation["responses"].items():
                if status not in _PROBLEMS:
                    continue
                name = _PROBLEMS[status][0].title().replace("_", "")
                if shared.setdefault(name, response) == response:
                    operation["responses"][status] = {"$ref": f"#/components/responses/{name}"}
    return dict(sorted(shared.items()))


def _failure(description: str) -> dict[str, Any]:
    shape = {"$ref": "#/components/schemas/Failure"}
    return {"description": description, "content": {"application/json": {"schema": shape}}}


def _with_problem(status: str, response: dict[str, Any]) -> dict[str, Any]:
    code, message, remedy = _PROBLEMS[status]
    details: dict[str, Any] = {"remedy": remedy}
    if status == "422":
        details["fields"] = [{"field": "title", "reason": "it may not be empty"}]
    failure = {
        "success": False,
        "error": {"code": code, "message": message, "details": details},
        "timestamp": WHEN,
        "request_id": an_id("req"),
    }
    problem = {
        "type": f"https://haat.example/problems/{code}",
        "title": code.replace("_", " ").capitalize(),
        "status": int(status),
        "detail": f"{message} {remedy}",
        "code": code,
        "request_id": an_id("req"),
        "errors": details.get("fields", []),
    }
    content = {
        "application/json": {**response["content"]["application/json"], "example": failure},
        "application/problem+json": {
            "schema": {"$ref": "#/components/schemas/Problem"},
            "example": problem,
        },
    }
    return {**response, "content": content}


def _give_examples(
    document: dict[str, Any], declared: Mapping[tuple[str, str], Declaration]
) -> None:
    """Each request and each success gets a whole example, of the values that its route declares."""
    schemas = document["components"]["schemas"]
    for path, methods in document["paths"].items():
        for verb, operation in methods.items():
            known = Examples({**_ENVELOPE, **declared[path, verb].example}, schemas)
            contents = [operation.get("requestBody", {}).get("content", {})]
            contents += [
                response.get("content", {})
                for status, response in operation["responses"].items()
                if status.startswith("2")
            ]
            for content in contents:
                if shown := content.get("application/json"):
                    shown["example"] = known.of("", "", shown["schema"])


def committed() -> dict[str, Any]:
    """The document that is there now."""
    document: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
    return document


def as_text(document: dict[str, Any]) -> str:
    """The document as it is kept."""
    return f"{json.dumps(document, indent=2, ensure_ascii=False)}\n"


def main(arguments: list[str]) -> str:
    """What is wrong, or nothing."""
    fresh = generated()
    old = committed() if FILE.exists() else {}
    broken = breaking_changes(old, fresh) if MARK in old.get("info", {}) else []
    if "--to" in arguments:
        Path(arguments[arguments.index("--to") + 1]).write_text(as_text(fresh), encoding="utf-8")
        return ""
    if "--write" in arguments and (not broken or "--breaking" in arguments):
        FILE.write_text(as_text(fresh), encoding="utf-8")
        return ""
    if broken:
        return "\n".join(["this breaks clients:", *broken])
    return "" if old == fresh else f"{FILE.name} differs from the code: `make openapi`"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]) or 0)
