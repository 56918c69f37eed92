"""Just enough of AWS over HTTP on loopback: the signer's public key, and one product.

Real boto3 talks to it, so that what a request costs is measured to the very end of our side.
"""

import base64
import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from functions.catalog.model.product import Product
from kernel.aws.expressions import to_wire
from kernel.aws.table import attributes
from kernel.money import Money
from tests.integration.kms import SIGNER

OWNER = "user_01jd0000000000000000000001"
PRODUCT = "product_01jd0000000000000000000001"


def product() -> Product:
    """What is for sale."""
    made = datetime(2026, 11, 21, tzinfo=UTC)
    return Product(
        product_id=PRODUCT,
        owner_id=OWNER,
        sku="AJR-7F3K",
        title="Indigo Ajrakh stole",
        price=Money(185_000, "INR"),
        quantity=3,
        created_at=made,
        updated_at=made,
        story="Hand-block printed with sixteen washes.",
        materials=("silk", "indigo"),
        craft="Ajrakh block printing",
        photo_ids=("photo_01jd0000000000000000000001",),
    )


def _answers() -> dict[str, dict[str, Any]]:
    key = SIGNER.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    keys = {"pk": f"owner#{OWNER}", "sk": f"product#{PRODUCT}"}
    return {
        "TrentService.GetPublicKey": {
            "KeyId": "tokens",
            "KeySpec": "ECC_NIST_EDWARDS25519",
            "PublicKey": base64.b64encode(key).decode(),
        },
        "DynamoDB_20120810.GetItem": {"Item": to_wire({**attributes(product()), **keys})},
    }


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    known = _answers()

    def do_POST(self) -> None:  # the base class's name
        """Answer a call by its target."""
        self.rfile.read(int(self.headers["content-length"]))
        body = json.dumps(self.known[self.headers["x-amz-target"]]).encode()
        self.send_response(200)
        self.send_header("content-type", "application/x-amz-json-1.0")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the base class's
        """Say nothing."""


@contextmanager
def fake_aws() -> Iterator[str]:
    """The address of this little AWS, while it is there."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
