"""Where platforms tell us things: proven by their signature, stored, and answered at once."""

from functions.channels import wiring
from functions.channels.model.webhooks import WebhookRequest
from functions.channels.schemas import WebhookAck
from kernel.access import Public
from kernel.api import Routes, create_api, lambda_handler
from kernel.responses import Success, success
from kernel.web import Request, Response

router = Routes(tags=["channels"])


@router.get("/webhooks/{platform}")
async def greet(_: Public, platform: str, request: Request) -> Response:
    """Answer a platform that asks whether it may tell us things (Meta's handshake)."""
    challenge = wiring.webhook_receiver().greet(platform, dict(request.query_params))
    return Response(challenge, media_type="text/plain")


@router.post("/webhooks/{platform}")
async def receive(_: Public, platform: str, request: Request) -> Success[WebhookAck]:
    """Take what a platform tells about any of its accounts; its signature is the proof."""
    return await _received(platform, "", request)


@router.post("/webhooks/{platform}/{key}")
async def receive_at(_: Public, platform: str, key: str, request: Request) -> Success[WebhookAck]:
    """Take what a platform tells at the address of one connection."""
    return await _received(platform, key, request)


async def _received(platform: str, key: str, request: Request) -> Success[WebhookAck]:
    received = WebhookRequest(await request.body(), dict(request.headers))
    return success(WebhookAck(new=wiring.webhook_receiver().receive(platform, key, received)))


app = create_api("channels", router)
handler = lambda_handler(app, keeps_answers=False)
