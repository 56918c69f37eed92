"""What the tests of products do as the web app."""

from typing import Any

from tests.integration.aws import Cloud, Reply

ASHA = "user_asha"
STOLE: dict[str, Any] = {
    "title": "Indigo Ajrakh stole",
    "technique": "Resist printing with carved blocks",
    "region": "Kutch, Gujarat",
    "dimensions": "200 x 70 cm",
    "story": "My grandmother cut these blocks.\nNo two are alike.",
    "link": "https://asha.example",
    "price": {"amount": "1450.50", "currency": "INR"},
    "quantity": 3,
    "materials": ["mulberry silk", "natural indigo"],
    "craft": "Ajrakh block printing",
    "photo_ids": [],
}


def add(cloud: Cloud, token: str, **changed: object) -> Reply:
    return cloud.api("catalog", "POST", "/products", {**STOLE, **changed}, token=token)


def edit(cloud: Cloud, token: str, product_id: str, tag: str, **changes: object) -> Reply:
    headers = {"If-Match": tag} if tag else {}
    path = f"/products/{product_id}"
    return cloud.api("catalog", "PATCH", path, changes, token=token, headers=headers)
