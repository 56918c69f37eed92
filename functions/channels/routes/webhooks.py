"""Receives platforms' webhooks: verifies the signature, stores the messages, answers at once."""

from functions.channels.schemas.examples import EXAMPLE
from functions.channels.schemas.webhooks import WebhookAck
from functions.channels.wiring.container import container
from kernel.api import Routes
from kernel.responses import Success, success
from kernel.web import Request, Response
from kernel.webhooks import WebhookRequest

SIGNED = "the platform's signature says who calls"

router = Routes(tags=["channels"], example=EXAMPLE)


@router.get("/webhooks/{platform}", public=SIGNED)
async def answer_challenge(platform: str, request: Request) -> Response:
    """Answer a platform's subscription handshake with its challenge (Meta's `hub.challenge`)."""
    challenge = container().webhooks.receiver.answer_challenge(platform, dict(request.query_params))
    return Response(challenge, media_type="text/plain")


@router.post("/webhooks/{platform}", public=SIGNED)
async def receive(platform: str, request: Request) -> Success[WebhookAck]:
    """Store the messages of a webhook to the platform's one endpoint; 401 for a bad signature."""
    return await _received(platform, "", request)


@router.post("/webhooks/{platform}/{key}", public=SIGNED)
async def receive_at(platform: str, key: str, request: Request) -> Success[WebhookAck]:
    """Store the messages of a webhook to one connection's endpoint; 401 for a bad signature."""
    return await _received(platform, key, request)


async def _received(platform: str, key: str, request: Request) -> Success[WebhookAck]:
    received = WebhookRequest(await request.body(), dict(request.headers))
    return success(WebhookAck(new=container().webhooks.receiver.receive(platform, key, received)))
