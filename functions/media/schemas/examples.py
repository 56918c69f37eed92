"""Example values of the fields of media's API, which its routes declare."""

from collections.abc import Mapping

EXAMPLE: Mapping[str, object] = {
    "author": "Asha Devi",
    "bytes": 412000,
    "RefusalRead.code": "not_a_picture",
    "content_type": "image/jpeg",
    "copyright": "Asha Devi, 2026",
    "duplicate_of": "photo_01kae2x0000000000000000000",
    "filename": "stole.jpg",
    "folder": "Stoles",
    "height": 1536,
    "PhotoReferenceRead.id": "draft_01kae2x0000000000000000000",
    "PhotoRead.kind": "jpeg",
    "PhotoReferenceRead.kind": "draft",
    "RefusalRead.message": "This file is not a picture.",
    "name": "Asha Devi",
    "RenditionRead.name": "web",
    "placeholder": "#2b3a67",
    "remedy": "Choose another photo.",
    "size": 2400000,
    "tag": "ajrakh",
    "title": "Indigo Ajrakh stole",
    "url": "https://www.etsy.com/listing/1234567890",
    "width": 2048,
    "Fields.*": "key",
    "key": "uploads/stole.jpg",
}
