"""The one Pinterest account that the stand-in knows."""

from typing import Any

USER_ID = "734297895439821057"
USERNAME = "haatcrafthouse"
PERSON = "Meera (@haatcrafthouse)"
BUSINESS_NAME = "Haat Craft House"

SCOPES = {
    "boards:read": "See your public boards, including group boards you join",
    "boards:read_secret": "See your secret boards",
    "boards:write": "Create, update, or delete your public boards",
    "boards:write_secret": "Create, update, or delete your secret boards",
    "catalogs:read": "See all of your catalogs data",
    "catalogs:write": "Create, update, or delete your catalogs data",
    "pins:read": "See your public Pins",
    "pins:read_secret": "See your secret Pins",
    "pins:write": "Create, update, or delete your public Pins",
    "pins:write_secret": "Create, update, or delete your secret Pins",
    "user_accounts:read": "See your user accounts and followers",
    "user_accounts:write": "Update your user accounts and followers",
}


def resource(board_count: int, pin_count: int) -> dict[str, Any]:
    """The Account resource."""
    return {
        "id": USER_ID,
        "username": USERNAME,
        "account_type": "BUSINESS",
        "business_name": BUSINESS_NAME,
        "about": "Craft from the hands that made it",
        "website_url": "",
        "profile_image": "",
        "board_count": board_count,
        "pin_count": pin_count,
        "follower_count": 0,
        "following_count": 0,
        "monthly_views": 0,
    }
