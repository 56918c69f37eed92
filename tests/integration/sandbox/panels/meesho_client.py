"""A supplier who uses the Meesho panel's stand-in over HTTP, as a browser would."""

import re
from collections.abc import Mapping
from html.parser import HTMLParser
from urllib.parse import urlsplit

import httpx2

from infra.local.sandbox import sms
from infra.local.sandbox.server import SandboxServer
from tests.integration.sandbox.sandbox_setup import NO_KEEPING, picture

MOBILE = "9876543210"
HANDICRAFTS = "21001"
DETAILS = {
    "product_name": "Hand-painted terracotta vase",
    "description": "Thrown on the wheel in Khurja and painted by hand.",
    "net_quantity": "1",
    "meesho_price": "1250",
    "mrp": "1600.50",
    "gst": "5",
    "hsn": "6913",
    "sku": "HAAT-0001",
    "inventory": "3",
    "net_weight": "900",
    "size": "Free Size",
    "colour": "Multicolor",
    "manufacturer_name": "Meera Crafts",
    "manufacturer_address": "12 Kumhar Gali, Khurja",
    "manufacturer_pincode": "203131",
    "packer_name": "Meera Crafts",
    "packer_address": "12 Kumhar Gali, Khurja",
    "packer_pincode": "203131",
    "country": "India",
}


class _Tokens(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.token = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = dict(attrs)
        if tag == "input" and held.get("name") == "csrf_token":
            self.token = held.get("value") or ""


class MeeshoClient:
    """Keeps cookies and the last page's CSRF token; paths start after the host."""

    def __init__(self, sandbox: SandboxServer) -> None:
        self.sandbox = sandbox
        self.client = httpx2.Client(trust_env=False, follow_redirects=True, limits=NO_KEEPING)
        self.token = ""

    def get(self, path: str) -> httpx2.Response:
        """Open a page."""
        return self._seen(self.client.get(f"{self.sandbox.host('supplier.meesho.com')}{path}"))

    def post(
        self,
        path: str,
        fields: Mapping[str, str] | None = None,
        *,
        front_image: bytes | None = None,
    ) -> httpx2.Response:
        """Send a form with the CSRF token of the last page."""
        address = f"{self.sandbox.host('supplier.meesho.com')}{path}"
        form = {"csrf_token": self.token, **(fields or {})}
        files = {"front_image": ("front.jpg", front_image)} if front_image else None
        return self._seen(self.client.post(address, data=form, files=files))

    def _seen(self, answer: httpx2.Response) -> httpx2.Response:
        parser = _Tokens()
        parser.feed(answer.text)
        self.token = parser.token or self.token
        return answer

    def otp(self, mobile: str = MOBILE) -> str:
        """The newest OTP on the pretend phone."""
        found = re.match(r"(\d{6}) ", sms.inbox(self.sandbox.world, mobile)[0]["text"])
        assert found is not None
        return found[1]

    def login(self, mobile: str = MOBILE) -> httpx2.Response:
        """Sign in."""
        self.get("/panel/login")
        self.post("/panel/login", {"mobile": mobile})
        return self.post("/panel/login/otp", {"otp": self.otp(mobile)})

    def begin(self, category: str = HANDICRAFTS) -> str:
        """A draft with a category; its id."""
        self.get("/panel/catalogs/new")
        return here(self.post("/panel/catalogs/new", {"category": category})).split("/")[3]

    def add_image(self, id_: str, content: bytes | None = None) -> httpx2.Response:
        """Upload the front image."""
        image = content or picture(size=(900, 900))
        return self.post(f"/panel/catalogs/{id_}/images", front_image=image)

    def submit(self, id_: str, action: str = "submit", **changes: str) -> httpx2.Response:
        """Send the details."""
        path = f"/panel/catalogs/{id_}/details"
        return self.post(path, {"action": action, **DETAILS, **changes})

    def submitted(self, **changes: str) -> str:
        """A catalogue that was submitted for QC; its id."""
        id_ = self.begin()
        self.add_image(id_)
        assert "submitted for QC" in self.submit(id_, **changes).text
        return id_

    def state(self, id_: str) -> str:
        """The QC state that the catalogue's page shows."""
        found = re.search(r'class="pill[^"]*">([^<]+)<', self.get(f"/panel/catalogs/{id_}").text)
        assert found is not None
        return found[1]


def here(answer: httpx2.Response) -> str:
    """Where the browser ended up, after the host."""
    return urlsplit(str(answer.url)).path.removeprefix("/supplier.meesho.com")
