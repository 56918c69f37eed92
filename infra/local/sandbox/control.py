"""The control API below /_sandbox, by which tests and the runner steer the stand-ins."""

import json

from pydantic import ValidationError
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from infra.local.sandbox import faults, journal, settings, sms, webhooks
from infra.local.sandbox.faults import Fault
from infra.local.sandbox.world import World

PICTURES = frozenset({"image/jpeg", "image/png", "image/webp", "image/gif", "image/heif"})


class Control:
    """Routes bound to one world."""

    def __init__(self, world: World) -> None:
        self._world = world

    def routes(self) -> list[Route]:
        """Everything below /_sandbox."""
        return [
            Route("/_sandbox/health", self.health, methods=["GET"]),
            Route("/_sandbox/clock", self.clock, methods=["POST"]),
            Route("/_sandbox/reset", self.reset, methods=["POST"]),
            Route("/_sandbox/faults", self.list_faults, methods=["GET"]),
            Route("/_sandbox/faults", self.add_fault, methods=["POST"]),
            Route("/_sandbox/faults", self.clear_faults, methods=["DELETE"]),
            Route("/_sandbox/faults/{id}", self.delete_fault, methods=["DELETE"]),
            Route("/_sandbox/log", self.read_log, methods=["GET"]),
            Route("/_sandbox/log", self.clear_log, methods=["DELETE"]),
            Route("/_sandbox/settings", self.read_settings, methods=["GET"]),
            Route("/_sandbox/settings", self.change_settings, methods=["POST"]),
            Route("/_sandbox/sms", self.read_sms, methods=["GET"]),
            Route("/_sandbox/webhooks", self.read_webhooks, methods=["GET"]),
            Route("/_sandbox/webhooks", self.send_webhooks, methods=["POST"]),
            Route("/_sandbox/blobs/{id}", self.blob, methods=["GET"]),
        ]

    async def health(self, _: Request) -> Response:
        """Alive, and what time it is here."""
        return JSONResponse({"ok": True, "now": self._world.instant().isoformat()})

    async def clock(self, request: Request) -> Response:
        """``{"advance": seconds}``; negative goes back."""
        asked = await _body(request)
        seconds = asked.get("advance")
        if isinstance(seconds, bool) or not isinstance(seconds, int | float):
            return _wrong("advance must be a number of seconds")
        self._world.advance(seconds)
        return JSONResponse({"now": self._world.instant().isoformat()})

    async def reset(self, _: Request) -> Response:
        """Forget everything."""
        self._world.reset()
        return Response(status_code=204)

    async def list_faults(self, _: Request) -> Response:
        """The switches that are on."""
        on = faults.switched_on(self._world)
        return JSONResponse({"faults": [fault.model_dump(mode="json") for fault in on]})

    async def add_fault(self, request: Request) -> Response:
        """Switch one on; 201 with its id."""
        try:
            asked = Fault.model_validate(await _body(request))
        except ValidationError as error:
            return _wrong(*(f"{one['loc']}: {one['msg']}" for one in error.errors()))
        kept = faults.switch_on(self._world, asked)
        return JSONResponse(kept.model_dump(mode="json"), 201)

    async def clear_faults(self, _: Request) -> Response:
        """Switch all off."""
        faults.forget(self._world)
        return Response(status_code=204)

    async def delete_fault(self, request: Request) -> Response:
        """Switch one off."""
        self._world.delete(faults.KIND, request.path_params["id"])
        return Response(status_code=204)

    async def read_log(self, request: Request) -> Response:
        """``{"entries": […], "last": number}``, oldest first."""
        query = request.query_params
        since = query.get("since", "0")
        if not since.isdigit():
            return _wrong("since must be an entry's number")
        found = journal.entries(self._world, query.get("vendor"), int(since), query.get("effect"))
        last = found[-1]["number"] if found else int(since)
        return JSONResponse({"entries": found, "last": last})

    async def clear_log(self, _: Request) -> Response:
        """Forget the log, keep the posts."""
        self._world.clear(journal.KIND)
        return Response(status_code=204)

    async def read_settings(self, _: Request) -> Response:
        """``{name: value}`` of every switch in settings.py."""
        return JSONResponse(settings.every(self._world))

    async def change_settings(self, request: Request) -> Response:
        """``{name: value, …}``; all or none."""
        asked = await _body(request)
        for name, value in asked.items():
            default = settings.defaults().get(name)
            if default is None or type(value) is not type(default):
                return _wrong(f"{name}: no such setting, or it takes another kind of value")
        for name, value in asked.items():
            if isinstance(value, str | int):
                settings.change(self._world, name, value)
        return JSONResponse(settings.every(self._world))

    async def read_sms(self, request: Request) -> Response:
        """``{"messages": […]}``, newest first; ``?mobile=`` for one phone."""
        mobile = request.query_params.get("mobile")
        return JSONResponse({"messages": sms.inbox(self._world, mobile)})

    async def read_webhooks(self, request: Request) -> Response:
        """``{"webhooks": […]}``: what stand-ins told or will tell, oldest first."""
        vendor = request.query_params.get("vendor")
        found = self._world.find(webhooks.KIND, **({"vendor": vendor} if vendor else {}))
        return JSONResponse({"webhooks": found})

    async def send_webhooks(self, _: Request) -> Response:
        """Send what is due by now; ``{"sent": how many}``."""
        return JSONResponse({"sent": await webhooks.send_due(self._world)})

    async def blob(self, request: Request) -> Response:
        """A kept picture; anything else is served as bytes to save, never as a page."""
        blob = self._world.get_blob(request.path_params["id"])
        if blob is None:
            return Response("no such picture", 404)
        media_type = blob.media_type if blob.media_type in PICTURES else "application/octet-stream"
        headers = {
            "x-content-type-options": "nosniff",
            "content-security-policy": "default-src 'none'; sandbox",
            "cache-control": "public, max-age=31536000, immutable",
        }
        return Response(blob.content, media_type=media_type, headers=headers)


async def _body(request: Request) -> dict[str, object]:
    try:
        decoded = json.loads(await request.body() or b"{}")
    except ValueError:
        return {}
    return decoded if isinstance(decoded, dict) else {}


def _wrong(*reasons: str) -> Response:
    return JSONResponse({"errors": list(reasons)}, 422)
