"""The console, pages for people: what was published, the phone, the fault switches and the log."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from pydantic import ValidationError
from starlette.requests import Request
from starlette.responses import FileResponse, RedirectResponse, Response
from starlette.routing import Route

from infra.local.sandbox import faults, journal, sms, webhooks
from infra.local.sandbox.faults import Fault, FaultKind
from infra.local.sandbox.pages import page
from infra.local.sandbox.vendor import OwnerActions, Vendor
from infra.local.sandbox.world import Document, World

LOG_ROWS = 200
STYLE = Path(__file__).with_name("templates") / "style.css"


class Console:
    """Routes bound to one world and its vendors."""

    def __init__(self, world: World, vendors: Sequence[Vendor]) -> None:
        self._world = world
        self._vendors = {vendor.VENDOR: vendor for vendor in vendors}

    def routes(self) -> list[Route]:
        """The home page and everything below /people."""
        return [
            Route("/", self.home),
            Route("/people/style.css", self.style),
            Route("/people/phone", self.phone),
            Route("/people/faults", self.faults, methods=["GET"]),
            Route("/people/faults", self.switch, methods=["POST"]),
            Route("/people/log", self.log),
            Route("/people/{vendor}", self.wall, methods=["GET"]),
            Route("/people/{vendor}", self.disconnect, methods=["POST"]),
            Route("/people/{vendor}/{id}", self.one, methods=["GET"]),
            Route("/people/{vendor}/{id}", self.remove, methods=["POST"]),
        ]

    async def style(self, _: Request) -> Response:
        """The one style sheet."""
        return FileResponse(STYLE, media_type="text/css")

    async def home(self, _: Request) -> Response:
        """The vendors with what each holds, the phone, and the ways to the other pages."""
        latest = {name: vendor.posts(self._world) for name, vendor in self._vendors.items()}
        calls = Counter(entry["vendor"] for entry in journal.entries(self._world))
        return page(
            "home.html",
            latest=latest,
            calls=calls,
            messages=sms.inbox(self._world)[:3],
            switches=len(faults.switched_on(self._world)),
            now=self._world.instant(),
        )

    async def wall(self, request: Request) -> Response:
        """What one vendor shows."""
        vendor = self._vendors.get(request.path_params["vendor"])
        if vendor is None:
            return _missing("There is no such vendor here.")
        posts = vendor.posts(self._world)
        return page(
            "wall.html",
            vendor=vendor.VENDOR,
            posts=posts,
            when=when,
            owner_actions=isinstance(vendor, OwnerActions),
        )

    async def one(self, request: Request) -> Response:
        """One post at its permalink."""
        vendor = self._vendors.get(request.path_params["vendor"])
        posts = [] if vendor is None else vendor.posts(self._world)
        post = next((post for post in posts if post.id == request.path_params["id"]), None)
        if vendor is None or post is None:
            return _missing("This content isn't available: it was deleted or never existed.")
        return page(
            "one.html",
            vendor=vendor.VENDOR,
            post=post,
            when=when,
            owner_actions=isinstance(vendor, OwnerActions),
        )

    async def disconnect(self, request: Request) -> Response:
        """The owner takes the app's access away."""
        vendor = self._vendors.get(request.path_params["vendor"])
        if not isinstance(vendor, OwnerActions):
            return _missing("This account's owner cannot do that here.")
        vendor.disconnect(self._world)
        done = page("done.html", words="Haat's access was removed: its tokens no longer work.")
        return webhooks.then_send_due(self._world, vendor.VENDOR, done)

    async def remove(self, request: Request) -> Response:
        """The owner deletes a post."""
        vendor = self._vendors.get(request.path_params["vendor"])
        if not isinstance(vendor, OwnerActions):
            return _missing("This account's owner cannot do that here.")
        vendor.remove(self._world, request.path_params["id"])
        back = RedirectResponse(f"/people/{vendor.VENDOR}", 303)
        return webhooks.then_send_due(self._world, vendor.VENDOR, back)

    async def phone(self, _: Request) -> Response:
        """The pretend phone's text messages."""
        return page("phone.html", messages=sms.inbox(self._world), said=said)

    async def faults(self, _: Request) -> Response:
        """The fault switches, with forms."""
        return self._fault_page()

    async def switch(self, request: Request) -> Response:
        """Switch a fault on, or one or all off, from the form."""
        async with request.form() as form:
            asked = {name: str(value) for name, value in form.items() if value != ""}
        action = asked.pop("action", "on")
        if action == "off":
            self._world.delete(faults.KIND, asked.get("id", ""))
        elif action == "all_off":
            self._world.clear(faults.KIND)
        else:
            try:
                faults.switch_on(self._world, Fault.model_validate(asked))
            except ValidationError as error:
                wrong = [
                    f"{one['loc'][0] if one['loc'] else ''} {one['msg']}" for one in error.errors()
                ]
                return self._fault_page(422, wrong)
        return RedirectResponse("/people/faults", 303)

    def _fault_page(self, status: int = 200, wrong: Sequence[str] = ()) -> Response:
        return page(
            "faults.html",
            status=status,
            wrong=wrong,
            switches=faults.switched_on(self._world),
            kinds=[kind.value for kind in FaultKind],
            vendors=list(self._vendors),
        )

    async def log(self, request: Request) -> Response:
        """The newest requests, with what each one brought about."""
        query = request.query_params
        chosen = query.get("vendor") or None
        effects = "*" if query.get("effects") else None
        found = journal.entries(self._world, chosen, effect_kind=effects)
        return page(
            "log.html",
            entries=found[::-1][:LOG_ROWS],
            total=len(found),
            chosen=chosen,
            effects=bool(effects),
            vendors=list(self._vendors),
            said=said,
            short=short,
        )


def when(instant: datetime) -> str:
    """An instant as a person reads it."""
    return f"{instant:%d %b %Y, %H:%M} UTC"


def said(text: str) -> str:
    """An RFC 3339 text as a person reads it, with seconds."""
    return f"{datetime.fromisoformat(text):%d %b, %H:%M:%S}"


def short(entry: Document) -> str:
    """A request's query and fields on a few lines."""
    given = {**entry["query"], **entry["fields"]}
    return "\n".join(f"{name}: {value}" for name, value in given.items())


def _missing(words: str) -> Response:
    return page("refusal.html", status=404, words=words)
