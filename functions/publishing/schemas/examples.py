"""Example values of the fields in publishing's API."""

from collections.abc import Mapping

EXAMPLE: Mapping[str, object] = {
    "live_since": "2026-11-21T05:30:00Z",
    "platform": "etsy",
    "publication": "pub_01kae2x0000000000000000000",
    "publication_id": "pub_01kae2x0000000000000000000",
    "reason": "The price is missing.",
    "remedy": "Give the product a price.",
    "thumbnail_url": "https://haat.example/media/thumb.webp",
    "title": "Indigo Ajrakh stole",
    "url": "https://www.etsy.com/listing/1234567890",
}
"""Example values of the fields, which the routes declare."""
