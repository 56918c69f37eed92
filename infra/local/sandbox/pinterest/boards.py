"""Pinterest's boards: list, create, read, change, delete."""

from datetime import UTC, datetime
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from infra.local.sandbox.pinterest import account, rules
from infra.local.sandbox.pinterest.rules import RequestRefused
from infra.local.sandbox.pinterest.wire import ApiGuard, paged
from infra.local.sandbox.world import Document, World

KIND = "pinterest.board"
PINS = "pinterest.pin"
SECTIONS = "pinterest.section"
FIRST_ID = 734297826720300000
# A new account has one board, so that a first pin has a place to go.
FIRST_BOARD = "Handmade"


def stamp(seconds: float) -> str:
    """Pinterest's time: no zone, UTC meant; it is written with Z here to fit its own schema."""
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


class Boards:
    """The board operations on one world."""

    def __init__(self, guard: ApiGuard) -> None:
        self._world = guard.world

    async def list_(self, request: Request) -> Response:
        """Answer boards/list."""
        privacy = request.query_params.get("privacy", "ALL")
        if privacy not in rules.PRIVACY_FILTERS:
            raise rules.invalid(f"'{privacy}' is not one of {list(rules.PRIVACY_FILTERS)}")
        # Secret boards need the scope boards:read_secret, which Haat never asks for.
        shown = ("PUBLIC", "PROTECTED") if privacy == "ALL" else tuple(privacy.split("_AND_"))
        found = [board for board in every(self._world)[::-1] if board["privacy"] in shown]
        return paged(found, request.query_params, self.wire)

    async def create(self, request: Request) -> Response:
        """Answer boards/create."""
        sent = rules.new_board(rules.body(await request.body()))
        with self._world.lock:
            boards = every(self._world)
            if any(board["name"].casefold() == sent["name"].casefold() for board in boards):
                raise RequestRefused(
                    400, rules.BOARD_NAME_TAKEN, "You already have a board with this name."
                )
            board = _kept(self._world, sent)
        return JSONResponse(self.wire(board), 201)

    async def read(self, request: Request) -> Response:
        """Answer boards/get."""
        return JSONResponse(self.wire(board_of(self._world, request)))

    async def update(self, request: Request) -> Response:
        """Answer boards/update."""
        board = board_of(self._world, request)
        changed = board | rules.board_changes(rules.body(await request.body()))
        self._world.put(KIND, changed["id"], changed)
        return JSONResponse(self.wire(changed))

    async def delete(self, request: Request) -> Response:
        """Answer boards/delete: its pins and sections go with it."""
        board = board_of(self._world, request)
        for pin in self._world.find(PINS, board_id=board["id"]):
            self._world.delete(PINS, pin["id"])
        for section in self._world.find(SECTIONS, board_id=board["id"]):
            self._world.delete(SECTIONS, section["id"])
        self._world.delete(KIND, board["id"])
        return Response(status_code=204)

    def wire(self, board: Document) -> dict[str, Any]:
        """The Board resource."""
        pins = self._world.find(PINS, board_id=board["id"])
        thumbnails = [self._world.blob_url(pin["blobs"][0]["blob"]) for pin in pins[::-1]]
        modified = max((pin["created"] for pin in pins), default=board["created"])
        return {
            "id": board["id"],
            "name": board["name"],
            "description": board["description"],
            "privacy": board["privacy"],
            "is_ads_only": board["is_ads_only"],
            "created_at": stamp(board["created"]),
            "board_pins_modified_at": stamp(modified),
            "collaborator_count": 0,
            "follower_count": 0,
            "pin_count": len(pins),
            "owner": {"username": account.USERNAME},
            "media": {
                "image_cover_url": thumbnails[0] if thumbnails else None,
                "pin_thumbnail_urls": thumbnails[:5],
            },
        }


def every(world: World) -> list[Document]:
    """All boards, oldest first; a new account's first board is made on first sight."""
    with world.lock:
        if not world.find(KIND) and world.get("pinterest.account", "seeded") is None:
            world.put("pinterest.account", "seeded", {"at": world.now()})
            _kept(world, rules.new_board({"name": FIRST_BOARD}))
        return world.find(KIND)


def board_of(world: World, request: Request) -> Document:
    """The board that the path names."""
    return board(world, rules.path_id("board_id", request.path_params["board_id"]))


def board(world: World, id_: str) -> Document:
    """One board; 404 if there is none."""
    every(world)
    found = world.get(KIND, id_)
    if found is None:
        raise RequestRefused(404, rules.BOARD_NOT_FOUND, "Board not found.")
    return found


def section_of(world: World, board_id: str, id_: str) -> Document:
    """A section of this board; 404 if there is none."""
    found = world.get(SECTIONS, id_)
    if found is None or found["board_id"] != board_id:
        message = "Sorry! We couldn't find this board section."
        raise RequestRefused(404, rules.SECTION_NOT_FOUND, message)
    return found


def _kept(world: World, fields: Document) -> Document:
    board_ = {**fields, "id": str(FIRST_ID + world.next_id(KIND)), "created": world.now()}
    world.put(KIND, board_["id"], board_)
    return board_
