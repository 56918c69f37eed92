"""Buyers' enquiries: how they come about, and how the seller's own programs get them.

The pull API answers HTTP 200 to everything and says in its body how it went; the push is not
signed. https://help.indiamart.com/knowledge-base/lms-crm-integration-v2/
"""

import hashlib
import json
import re
from datetime import datetime, timedelta
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from infra.local.sandbox import journal, webhooks
from infra.local.sandbox.indiamart.form import SITE
from infra.local.sandbox.panels.panel_app import PanelApp, SellerCall
from infra.local.sandbox.panels.products import PanelProduct, PanelProducts
from infra.local.sandbox.world import Document, World

KIND = "indiamart.lead"
CALLS = "indiamart.call"
PUSH = "indiamart.push"
PULL = "/wservce/crm/crmListing/v2/"
INDIA = ZoneInfo("Asia/Kolkata")
FIRST_ID = 2_650_000_000
WINDOW = timedelta(days=7)
_TIMES = ("%d-%b-%Y%H:%M:%S", "%d-%b-%Y")
_MOBILE = re.compile(r"[6-9]\d{9}", re.ASCII)


def key_of(seller: str) -> str:
    """The seller's CRM key, as the panel shows it."""
    return "mRy" + hashlib.sha256(f"indiamart {seller}".encode()).hexdigest()[:29]


class Leads:
    """Leads of one world."""

    def __init__(self, world: World) -> None:
        self._world = world

    def of(self, seller: str) -> list[Document]:
        """A seller's leads, newest first."""
        return self._world.find(KIND, seller=seller)[::-1]

    def ask(self, product: PanelProduct, buyer: Document) -> Document:
        """A buyer asks for a product; the lead goes out at once where the seller wants that."""
        now = self._world.instant().astimezone(INDIA)
        id_ = str(FIRST_ID + self._world.next_id(KIND))
        told = {
            "UNIQUE_QUERY_ID": id_,
            "QUERY_TYPE": "W",
            "QUERY_TIME": f"{now:%Y-%m-%d %H:%M:%S}",
            **buyer,
            "SUBJECT": f"Requirement for {product.value('product_name')}",
            "SENDER_COMPANY": "",
            "SENDER_ADDRESS": "",
            "SENDER_STATE": "",
            "SENDER_PINCODE": "",
            "SENDER_COUNTRY_ISO": "IN",
            "QUERY_PRODUCT_NAME": product.value("product_name"),
            "QUERY_MCAT_NAME": product.value("group"),
            "CALL_DURATION": "",
            "RECEIVER_MOBILE": "",
        }
        kept = {"id": id_, "seller": product.seller, "at": self._world.now(), "told": told}
        self._world.put(KIND, id_, kept)
        self._push(product.seller, told)
        return kept

    def url(self, seller: str) -> str:
        """Where the seller's leads are pushed to, "" for nowhere."""
        return str((self._world.get(PUSH, seller) or {"url": ""})["url"])

    def set_url(self, seller: str, url: str) -> bool:
        """Push to this address from now on, "" for nowhere; False when it is none."""
        parts = urlsplit(url)
        if url and (parts.scheme not in ("http", "https") or not parts.hostname):
            return False
        self._world.put(PUSH, seller, {"url": url})
        return True

    def _push(self, seller: str, told: Document) -> None:
        url = self.url(seller)
        if url:
            body = json.dumps({"CODE": 200, "STATUS": "SUCCESS", "RESPONSE": told}).encode()
            headers = {"content-type": "application/json"}
            webhooks.enqueue(
                self._world,
                webhooks.OutgoingWebhook(
                    SITE.vendor, url, body, headers, seller, retries=(60.0, 600.0)
                ),
            )


class LeadPages:
    """The lead manager inside the panel, and the public page on which buyers ask."""

    def __init__(self, panel: PanelApp, products: PanelProducts) -> None:
        self._panel = panel
        self._products = products
        self._leads = Leads(panel.world)

    def routes(self) -> list[Route]:
        """Inside the panel."""
        route = self._panel.route
        return [
            route("/leads", self.leads),
            route("/leads/api", self.api),
            route("/leads/api", self.set_url, "POST"),
        ]

    def public(self) -> list[Route]:
        """Outside it."""
        return [
            Route("/proddetail/{id}", self.product, methods=["GET"]),
            Route("/proddetail/{id}", self.enquire, methods=["POST"]),
        ]

    async def leads(self, call: SellerCall) -> Response:
        """Who asked for what."""
        return self._panel.page(call, "leads.html", {"leads": self._leads.of(call.seller.id)})

    async def api(self, call: SellerCall) -> Response:
        """The key of the pull API and the address of the push."""
        return self._api_page(call, None)

    async def set_url(self, call: SellerCall) -> Response:
        """Keep the address."""
        if not self._leads.set_url(call.seller.id, str(call.form.get("push_url", "")).strip()):
            return self._api_page(call, "Type an address that starts with https://.")
        return self._panel.go(call.request, "/leads/api")

    async def product(self, request: Request) -> Response:
        """An approved product with the form for buyers."""
        product = self._products.public(request.path_params["id"])
        if product is None:
            return self._panel.message(request, 404, "This product is not on sale.")
        return self._product_page(request, product, {}, sent=False)

    async def enquire(self, request: Request) -> Response:
        """A buyer asks."""
        product = self._products.public(request.path_params["id"])
        if product is None:
            return self._panel.message(request, 404, "This product is not on sale.")
        async with request.form() as asked:
            buyer = {
                "SENDER_NAME": str(asked.get("name", "")).strip()[:100],
                "SENDER_MOBILE": str(asked.get("mobile", "")).strip(),
                "SENDER_EMAIL": str(asked.get("email", "")).strip()[:100],
                "SENDER_CITY": str(asked.get("city", "")).strip()[:100],
                "QUERY_MESSAGE": str(asked.get("message", "")).strip()[:1000],
            }
        if not buyer["SENDER_NAME"] or not _MOBILE.fullmatch(buyer["SENDER_MOBILE"]):
            return self._product_page(request, product, buyer, sent=False, status=422)
        buyer["SENDER_MOBILE"] = f"+91-{buyer['SENDER_MOBILE']}"
        self._leads.ask(product, buyer)
        page = self._product_page(request, product, {}, sent=True)
        return webhooks.then_send_due(self._panel.world, SITE.vendor, page)

    def _api_page(self, call: SellerCall, wrong: str | None) -> Response:
        values = {
            "key": key_of(call.seller.id),
            "url": self._leads.url(call.seller.id),
            "wrong": wrong,
            "pull": f"https://mapi.indiamart.com{PULL}",
        }
        return self._panel.page(call, "lead_api.html", values, 422 if wrong else 200)

    def _product_page(
        self,
        request: Request,
        product: PanelProduct,
        buyer: Document,
        *,
        sent: bool,
        status: int = 200,
    ) -> Response:
        values = {
            "product": product,
            "pictures": [self._panel.world.blob_url(blob) for blob in product.images],
            "buyer": buyer,
            "sent": sent,
            "maker": SITE.seller(product.seller),
        }
        return self._panel.render(request, "proddetail.html", values, status)


class LeadApi:
    """`mapi.indiamart.com`: the pull API, version 2."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._leads = Leads(world)

    def routes(self) -> list[Route]:
        """The one call."""
        return [Route(PULL, self.pull, methods=["GET"])]

    async def pull(self, request: Request) -> Response:
        """Leads of a window of at most seven days, one call in five minutes for each key."""
        key = request.query_params.get("glusr_crm_key", "")
        seller = next((one.id for one in SITE.sellers.values() if key_of(one.id) == key), None)
        if seller is None:
            return _answer(401, "Your CRM key is invalid or has expired. Please generate it again.")
        wait = self._wait(seller)
        if wait > 0:
            return _answer(
                429, f"It is advised to hit this API once in every 5 minutes ({wait} s)."
            )
        self._world.put(CALLS, seller, {"at": self._world.now()})
        start, end = (
            _time(request.query_params.get(f"{name}_time", "")) for name in ("start", "end")
        )
        if start is None or end is None or end < start:
            return _answer(400, "The dates are not given as DD-MMM-YYYYHH:MM:SS, or end too early.")
        if end - start > WINDOW:
            return _answer(400, "The difference between start and end time can be 7 days at most.")
        found = [one["told"] for one in self._leads.of(seller) if _within(one, start, end)]
        if not found:
            return _answer(204, "There are no leads in the given time duration.")
        journal.effect(request, "leads", str(len(found)))
        return _answer(200, "", found)

    def _wait(self, seller: str) -> int:
        last = self._world.get(CALLS, seller)
        pause = SITE.number(self._world, "lead_seconds")
        return 0 if last is None else max(0, round(last["at"] + pause - self._world.now()))


def _within(lead: Document, start: datetime, end: datetime) -> bool:
    asked = datetime.fromisoformat(lead["told"]["QUERY_TIME"]).replace(tzinfo=INDIA)
    return start <= asked <= end


def _time(text: str) -> datetime | None:
    for form in _TIMES:
        try:
            return datetime.strptime(text, form).replace(tzinfo=INDIA)
        except ValueError:
            continue
    return None


def _answer(code: int, message: str, leads: list[Document] | None = None) -> Response:
    body = {
        "CODE": code,
        "STATUS": "SUCCESS" if leads else "FAILURE",
        "MESSAGE": message,
        "TOTAL_RECORDS": len(leads or ()),
        "RESPONSE": leads or [],
    }
    return JSONResponse(body)
