"""Example values of the fields of catalog's API, which its routes declare."""

from collections.abc import Mapping

EXAMPLE: Mapping[str, object] = {
    "craft": "Ajrakh block printing",
    "description": "Hand-block printed with sixteen washes.",
    "link": "https://asha.example",
    "material": "silk",
    "name": "Asha Devi",
    "quantity": 3,
    "region": "Kutch, Gujarat",
    "title": "Indigo Ajrakh stole",
    "Options.*": "Size",
    "Size": "M",
}
