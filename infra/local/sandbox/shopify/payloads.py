"""The bodies of Shopify's webhooks, in the shape of its former REST resources."""

from datetime import UTC, datetime
from typing import Any

from infra.local.sandbox.shopify import files
from infra.local.sandbox.shopify.order_payload import ADDRESS, order, time
from infra.local.sandbox.shopify.shops import CURRENCY, ZONE, Shop, gid
from infra.local.sandbox.world import Document, World

Json = dict[str, Any]
ABSENT = (
    "address2 auto_configure_tax_inclusivity county_taxes google_apps_domain "
    "google_apps_login_enabled latitude longitude source tax_shipping"
)
TRUE = (
    "checkout_api_supported eligible_for_payments has_discounts has_storefront "
    "marketing_sms_consent_enabled_at_checkout multi_location_enabled taxes_included finances"
)
FALSE = (
    "has_gift_cards password_enabled pre_launch_enabled requires_extra_payments_agreement "
    "setup_required transactional_sms_disabled"
)
STORE: Json = {
    **dict.fromkeys(ABSENT.split()),
    **dict.fromkeys(TRUE.split(), True),
    **dict.fromkeys(FALSE.split(), False),
    **dict.fromkeys(("money_format", "money_in_emails_format"), "Rs. {{amount}}"),
    "money_with_currency_format": "Rs. {{amount}} INR",
    "money_with_currency_in_emails_format": "Rs. {{amount}} INR",
}
"""What is the same of every store."""


def of(world: World, shop: Shop, topic: str, thing: Document) -> Json:
    """The body for a topic."""
    if topic == "PRODUCTS_DELETE":
        return {"id": int(thing["number"])}
    if topic.startswith("PRODUCTS_"):
        return product(world, thing)
    if topic.startswith("ORDERS_"):
        return order(world, shop, thing)
    if topic == "INVENTORY_LEVELS_UPDATE":
        return level(world, thing)
    return store(world, shop)


def level(world: World, thing: Document) -> Json:
    """inventory_levels/update."""
    return {
        "admin_graphql_api_id": f"{gid('InventoryLevel', thing['location'])}"
        f"?inventory_item_id={thing['item']}",
        "inventory_item_id": int(thing["item"]),
        "location_id": int(thing["location"]),
        "available": thing["available"],
        "updated_at": time(world.now()),
    }


def product(world: World, kept: Document) -> Json:
    """products/create and products/update."""
    number, created, updated = int(kept["number"]), time(kept["created"]), time(kept["updated"])
    pictures = [one for id_ in kept["media"] if (one := world.get(files.KIND, id_)) and one["blob"]]
    images = [
        _image(world, number, one, position) for position, one in enumerate(pictures, start=1)
    ]
    return {
        "admin_graphql_api_id": gid("Product", number),
        "body_html": kept["descriptionHtml"],
        "created_at": created,
        "handle": kept["handle"],
        "id": number,
        "product_type": kept["productType"],
        "published_at": time(kept["publishedAt"]) if kept["publishedAt"] else None,
        "template_suffix": None,
        "title": kept["title"],
        "updated_at": updated,
        "vendor": kept["vendor"],
        "status": kept["status"].lower(),
        "published_scope": "global",
        "tags": ", ".join(kept["tags"]),
        **_choices(kept),
        "images": images,
        "image": images[0] if images else None,
        "media": [_media(image) for image in images],
        "has_variants_that_requires_components": False,
        "category": None,
    }


def _choices(kept: Document) -> Json:
    number, at = int(kept["number"]), datetime.fromtimestamp(kept["updated"], UTC)
    return {
        "variants": [
            _variant(kept, one, position) for position, one in enumerate(kept["variants"], start=1)
        ],
        "options": [
            {
                "name": one["name"],
                "id": number + position,
                "product_id": number,
                "position": position,
                "values": one["values"],
            }
            for position, one in enumerate(kept["options"], start=1)
        ],
        "variant_gids": [
            {
                "admin_graphql_api_id": gid("ProductVariant", one["number"]),
                "updated_at": f"{at:%Y-%m-%dT%H:%M:%SZ}",
            }
            for one in kept["variants"]
        ],
    }


def _image(world: World, product_id: int, media: Document, position: int) -> Json:
    at = time(media["created"])
    return {
        "id": int(media["number"]),
        "product_id": product_id,
        "position": position,
        "created_at": at,
        "updated_at": at,
        "alt": media["alt"] or None,
        "width": media["width"],
        "height": media["height"],
        "src": world.blob_url(media["blob"]),
        "variant_ids": [],
        "admin_graphql_api_id": gid("MediaImage", media["number"]),
    }


def _media(image: Json) -> Json:
    shared = ("id", "product_id", "position", "created_at", "updated_at", "variant_ids")
    return {
        **{name: image[name] for name in shared},
        "alt": image["alt"] or "",
        "status": "READY",
        "media_content_type": "IMAGE",
        "preview_image": {
            "width": image["width"],
            "height": image["height"],
            "src": image["src"],
            "status": "READY",
        },
        "admin_graphql_api_id": image["admin_graphql_api_id"],
    }


def _variant(kept: Document, one: Document, position: int) -> Json:
    values = [*one["values"], None, None]
    stock = sum(one["stock"].values())
    return {
        "admin_graphql_api_id": gid("ProductVariant", one["number"]),
        "barcode": one["barcode"],
        "compare_at_price": one["compareAtPrice"],
        "created_at": time(kept["created"]),
        "fulfillment_service": "manual",
        "grams": 0,
        "id": int(one["number"]),
        "image_id": None,
        "inventory_item_id": int(one["item"]),
        "inventory_management": "shopify",
        "inventory_policy": one["policy"].lower(),
        "inventory_quantity": stock,
        "old_inventory_quantity": stock,
        "option1": values[0],
        "option2": values[1],
        "option3": values[2],
        "position": position,
        "price": one["price"],
        "product_id": int(kept["number"]),
        "requires_shipping": one["shipping"],
        "sku": one["sku"],
        "taxable": True,
        "title": " / ".join(one["values"]),
        "updated_at": time(kept["updated"]),
        "weight": 0.0,
        "weight_unit": "kg",
    }


def store(world: World, shop: Shop) -> Json:
    """app/uninstalled carries the store as it was."""
    at = time(world.now() - 86_400)
    return {
        **STORE,
        **{
            name: ADDRESS[name] for name in ("address1", "city", "province", "province_code", "zip")
        },
        "id": int(shop.number),
        "name": shop.name,
        "email": shop.email,
        "customer_email": shop.email,
        "shop_owner": shop.owner,
        "domain": shop.domain,
        "myshopify_domain": shop.domain,
        "country": "IN",
        "country_code": "IN",
        "country_name": "India",
        "created_at": at,
        "updated_at": at,
        "currency": CURRENCY,
        "enabled_presentment_currencies": [CURRENCY],
        "iana_timezone": ZONE,
        "timezone": f"(GMT+05:30) {ZONE}",
        "phone": "",
        "plan_name": "basic",
        "plan_display_name": "Basic",
        "primary_locale": "en",
        "primary_location_id": int(shop.locations[0].number),
        "weight_unit": "kg",
    }
