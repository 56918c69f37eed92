"""Example values of the fields of catalog's API, which its routes declare."""

from collections.abc import Mapping

EXAMPLE: Mapping[str, object] = {
    "craft": "Ajrakh block printing",
    "dimensions": "200 x 70 cm",
    "link": "https://asha.example",
    "material": "silk",
    "name": "Asha Devi",
    "platform": "etsy",
    "quantity": 3,
    "region": "Kutch, Gujarat",
    "sku": "AJR-7F3K",
    "story": "My grandmother cut these blocks.",
    "technique": "Resist printing with carved blocks",
    "title": "Indigo Ajrakh stole",
    "Options.*": "Size",
    "Size": "M",
}
