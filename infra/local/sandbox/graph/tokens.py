"""Who calls a Graph host: tokens, their end, and the proof of the app secret."""

import hashlib
import hmac
from datetime import UTC, datetime

from infra.local.sandbox.graph.errors import GraphRefusal
from infra.local.sandbox.graph.parameters import Parameters
from infra.local.sandbox.oauth import Authority, Token
from infra.local.sandbox.world import World


def signed_in(authority: Authority, given: Parameters, status: int) -> Token:
    """The live token behind the request, its appsecret_proof checked; 190 otherwise."""
    value = given.text("access_token")
    if not value:
        raise GraphRefusal(
            104, "An access token is required to request this resource.", status=status
        )
    token = authority.token(value)
    if token is None:
        raise GraphRefusal(
            190, "Invalid OAuth access token - Cannot parse access token", status=status
        )
    refusal = lapse(token, authority.world, status)
    if refusal is not None:
        raise refusal
    proof = given.text("appsecret_proof")
    if proof is not None and not hmac.compare_digest(proof, app_secret_proof(authority, value)):
        raise GraphRefusal(
            100, "Invalid appsecret_proof provided in the API argument", type="GraphMethodException"
        )
    return token


def app_secret_proof(authority: Authority, value: str) -> str:
    """Hex HMAC-SHA256 of the token under the app secret."""
    secret = authority.credentials.client_secret.encode()
    return hmac.new(secret, value.encode(), hashlib.sha256).hexdigest()


def lapse(token: Token, world: World, status: int) -> GraphRefusal | None:
    """Why a token is no longer good, in Meta's words; None while it is."""
    if token.revoked is not None:
        return GraphRefusal(
            190,
            "Error validating access token: The user has not authorized application "
            f"{token.client_id}.",
            458,
            status=status,
        )
    if not token.live(world.now()):
        ended = datetime.fromtimestamp(token.expires_at or 0, UTC)
        return GraphRefusal(
            190,
            f"Error validating access token: Session has expired on {ended:%A, %d-%b-%y %H:%M:%S} "
            f"UTC. The current time is {world.instant():%A, %d-%b-%y %H:%M:%S} UTC.",
            463,
            status=status,
        )
    return None
