"""Connections and publications as consent and workflow leave them, without a vendor."""

from functions.channels.model.connection import Connection
from functions.channels.wiring.container import container as channels
from functions.publishing.model.account_ref import AccountRef
from functions.publishing.model.publication import Publication
from functions.publishing.wiring import container as publishing
from tests.clocks import now
from tests.unit.publishing.in_memory_platform import listing

NAME = "Asha Dokra Art"


def account_id(platform: str) -> str:
    """The artisan's account on the platform."""
    return f"{platform}-account"


def connection_id(platform: str) -> str:
    """Her connection to it."""
    return f"connection_of_{platform}"


def connected(owner_id: str, platform: str) -> None:
    """Connect her account, unless it is connected."""
    connections = channels().stored_connections
    if connections.get(owner_id, platform, account_id(platform)) is None:
        connections.save(
            Connection(
                owner_id,
                platform,
                account_id(platform),
                connection_id(platform),
                status="connected",
                account_name=NAME,
                sealed="x",
            )
        )


def disconnect(owner_id: str, platform: str) -> None:
    """Take her connection away."""
    connections = channels().stored_connections
    held = connections.get(owner_id, platform, account_id(platform))
    assert held is not None
    connections.end(held)


def live_publication(owner_id: str, post_id: str, platform: str) -> str:
    """A publication of a post that is live; answers its id."""
    posts, at = publishing().posts, now()
    post = posts.get(post_id)
    assert post is not None
    marker = f"pub_{platform}_{post_id}"
    publication = Publication(
        marker,
        owner_id,
        post.product_id,
        AccountRef(platform, account_id(platform), NAME),
        post_id,
        listing(marker),
        "sent",
        "finish",
        at,
        at,
    )
    posts.save(post.begun(at), publications=[publication])
    publishing().publications.save(publication.confirmed(at, "1", "https://bazaar.example/1"))
    return marker
