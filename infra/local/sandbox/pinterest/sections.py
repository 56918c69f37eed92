"""Sections of Pinterest's boards: list, create, delete, and the pins in one."""

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from infra.local.sandbox.pinterest import rules
from infra.local.sandbox.pinterest.boards import PINS, SECTIONS, board_of, section_of
from infra.local.sandbox.pinterest.pins import Pins
from infra.local.sandbox.pinterest.wire import ApiGuard, paged
from infra.local.sandbox.world import Document

FIRST_ID = 5_490_000_000


class Sections:
    """The section operations on one world."""

    def __init__(self, guard: ApiGuard) -> None:
        self._world = guard.world
        self._pins = Pins(guard)

    async def list_(self, request: Request) -> Response:
        """Answer board_sections/list."""
        held = self._world.find(SECTIONS, board_id=board_of(self._world, request)["id"])
        return paged(held, request.query_params, wire)

    async def create(self, request: Request) -> Response:
        """Answer board_sections/create."""
        held = board_of(self._world, request)
        sent = rules.new_section(rules.body(await request.body()))
        id_ = str(FIRST_ID + self._world.next_id(SECTIONS))
        section = {**sent, "id": id_, "board_id": held["id"]}
        self._world.put(SECTIONS, id_, section)
        return JSONResponse(wire(section), 201)

    async def delete(self, request: Request) -> Response:
        """Answer board_sections/delete: its pins stay on the board."""
        section = self._section(request)
        for pin in self._world.find(PINS, board_section_id=section["id"]):
            self._world.put(PINS, pin["id"], {**pin, "board_section_id": None})
        self._world.delete(SECTIONS, section["id"])
        return Response(status_code=204)

    async def pins(self, request: Request) -> Response:
        """Answer board_sections/list_pins: newest first."""
        found = self._world.find(PINS, board_section_id=self._section(request)["id"])[::-1]
        return paged(found, request.query_params, self._pins.wire)

    def _section(self, request: Request) -> Document:
        held = board_of(self._world, request)
        id_ = rules.path_id("section_id", request.path_params["section_id"])
        return section_of(self._world, held["id"], id_)


def wire(section: Document) -> dict[str, Any]:
    """The BoardSection resource."""
    return {"id": section["id"], "name": section["name"]}
