"""An app that talks to Shopify's stand-in as its documentation says."""

import hashlib
import hmac
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlencode

import httpx2

from infra.local.sandbox.server import SandboxServer
from infra.local.sandbox.shopify.registration import APP as SHOPIFY
from tests.integration.sandbox.sandbox_setup import WEB, authorize, callback

SHOP = "haat-craft-house.myshopify.com"
OTHER_SHOP = "neighbour-weavers.myshopify.com"
SCOPES = "write_products,write_publications,write_files,write_inventory,read_locations,read_orders"
ONLINE_STORE = "gid://shopify/Publication/150100200301"
WORKSHOP = "gid://shopify/Location/84300200101"
SET = """
mutation Set($identifier: ProductSetIdentifiers, $input: ProductSetInput!, $now: Boolean) {
  productSet(identifier: $identifier, input: $input, synchronous: $now) {
    product {
      id handle title status onlineStoreUrl totalInventory
      variants(first: 5) { nodes { id sku price inventoryItem { id } } }
      media(first: 5) {
        nodes { id status mediaErrors { code } ... on MediaImage { image { url } } }
      }
    }
    productSetOperation { id status }
    userErrors { field message code }
  }
}
"""
PUBLISH = """
mutation Publish($id: ID!, $on: ID!) {
  publishablePublish(id: $id, input: [{publicationId: $on}]) { userErrors { field message } }
}
"""
SUBSCRIBE = """
mutation Subscribe($topic: WebhookSubscriptionTopic!, $uri: String!) {
  webhookSubscriptionCreate(topic: $topic, webhookSubscription: {uri: $uri}) {
    webhookSubscription { id }
    userErrors { field message }
  }
}
"""
DEFINE = """
mutation Define {
  metafieldDefinitionCreate(definition: {
    name: "Haat", namespace: "haat", key: "product", type: "id", ownerType: PRODUCT
  }) { createdDefinition { id } userErrors { code } }
}
"""


class ShopifyApp:
    """Holds a store's tokens; `query` speaks GraphQL."""

    def __init__(self, sandbox: SandboxServer, shop: str = SHOP, scopes: str = SCOPES) -> None:
        self.sandbox = sandbox
        self.shop = shop
        self.back = self.install(scopes)
        self.tokens: dict[str, Any] = self.exchange(code=self.back["code"], expiring="1").json()

    def install(self, scopes: str = SCOPES) -> dict[str, str]:
        """Press Allow; what the browser brings back."""
        asked = {
            "client_id": SHOPIFY.client_id,
            "scope": scopes,
            "redirect_uri": callback("shopify"),
            "state": "st-1",
        }
        return authorize(f"{self.sandbox.host(self.shop)}/admin/oauth/authorize", asked)

    def exchange(self, **given: str) -> httpx2.Response:
        """Call the token URL."""
        app = {"client_id": SHOPIFY.client_id, "client_secret": SHOPIFY.client_secret}
        address = f"{self.sandbox.host(self.shop)}/admin/oauth/access_token"
        return WEB.post(address, data=app | given)

    def refresh(self, token: str) -> httpx2.Response:
        """Exchange a refresh token."""
        return self.exchange(grant_type="refresh_token", refresh_token=token)

    def ask(
        self, query: str, version: str = "2026-10", token: str | None = None, **variables: Any
    ) -> httpx2.Response:
        """One GraphQL request."""
        address = f"{self.sandbox.host(self.shop)}/admin/api/{version}/graphql.json"
        headers = {"x-shopify-access-token": token or self.tokens["access_token"]}
        return WEB.post(address, json={"query": query, "variables": variables}, headers=headers)

    def query(self, query: str, **variables: Any) -> dict[str, Any]:
        """The answer's data; there are no errors."""
        answer = self.ask(query, **variables)
        assert answer.status_code == 200, answer.text
        body: dict[str, Any] = answer.json()
        assert "errors" not in body, body
        data: dict[str, Any] = body["data"]
        return data

    def set(self, **more: Any) -> dict[str, Any]:
        """Call productSet by handle with these fields."""
        given = {"title": "Terracotta vase", **more.pop("input", {})}
        variables = {"identifier": {"handle": "haat-vase"}, "now": True, **more}
        answer: dict[str, Any] = self.query(SET, input=given, **variables)["productSet"]
        return answer

    def published(self, **fields: Any) -> dict[str, Any]:
        """A product that buyers see."""
        product: dict[str, Any] = self.set(input=fields)["product"]
        self.query(PUBLISH, id=product["id"], on=ONLINE_STORE)
        return product


def vase(price: str = "1250.00", stock: int = 3, sku: str = "HAAT-1") -> dict[str, Any]:
    """The options and the one variant of a vase with counted stock."""
    return {
        "productOptions": [{"name": "Title", "values": [{"name": "Default Title"}]}],
        "variants": [
            {
                "optionValues": [{"optionName": "Title", "name": "Default Title"}],
                "price": price,
                "sku": sku,
                "inventoryItem": {"tracked": True},
                "inventoryQuantities": [
                    {"locationId": WORKSHOP, "name": "available", "quantity": stock}
                ],
            }
        ],
    }


def signed(back: dict[str, str]) -> str:
    """The hmac that the way back must carry."""
    rest = sorted((name, value) for name, value in back.items() if name != "hmac")
    secret = SHOPIFY.client_secret.encode()
    return hmac.new(secret, urlencode(rest).encode(), hashlib.sha256).hexdigest()


class WebhookReceiver:
    """The requests to an app's webhook address; it answers with `statuses`, then with 200."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.requests: list[tuple[dict[str, str], bytes]] = []
        self.statuses: list[int] = []

    def topics(self, header: str = "x-shopify-topic") -> list[str]:
        """The topics in the order in which they came."""
        return [headers[header] for headers, _ in self.requests]


@contextmanager
def webhook_receiver() -> Iterator[WebhookReceiver]:
    """A web server on loopback that receives webhooks."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length", "0")))
            status = receiver.statuses.pop(0) if receiver.statuses else 200
            receiver.requests.append(
                ({name.lower(): text for name, text in self.headers.items()}, body)
            )
            self.send_response(status)
            self.send_header("content-length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Stay quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    receiver = WebhookReceiver(f"http://127.0.0.1:{server.server_port}/webhooks")
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield receiver
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
