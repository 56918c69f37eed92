"""How Meesho's supplier panel is recognised and filled in: the one file to change with the panel.

The labels of supplier.meesho.com are unconfirmed; they are kept apart from the script as facts.
"""

from typing import Final

VERSION: Final = "2026-11-20"

HOME: Final = "/panel/home"
NEW: Final = "/panel/catalogs/new"
SEARCH: Final = "/panel/catalogs?sku={sku}"
CATALOG: Final = "/panel/catalogs/{id}"

# Pages at which automation stops and the artisan is asked.
LOGIN: Final = "input[name=mobile]"
OTP: Final = "input[name=otp]"
CAPTCHA: Final = "input[name=captcha], img.captcha"

CATEGORY: Final = "input[type=radio][name=category]"
FALLBACK_CATEGORY: Final = "handicrafts"
FRONT_IMAGE: Final = "input[type=file][name=front_image]"
CONTINUE: Final = "main form[method=post] button.main"
FIELD: Final = "[name={name}]"
SUBMIT: Final = "button[name=action][value=submit]"

SUBMITTED: Final = ".banner.good[role=status]"
PROBLEMS: Final = ".banner.bad[role=alert] li, p.error[role=alert], .banner.bad[role=alert]"
ROW: Final = "ul.rows > li"
ROW_LINK: Final = "a[href*='/panel/catalogs/']"
NONE_FOUND: Final = "main p.empty"
STATE: Final = ".pill"
DRAFT: Final = "In draft"
PUBLIC_LINK: Final = "main .actions a.plain"
PUBLIC_HOSTS: Final = ("meesho.com",)

PERSONAL: Final = "input, textarea, select, dd, .shop, .lead"
"""What a kept screenshot must not show."""

COLOUR: Final = "select[name=colour]"
ANY_COLOUR: Final = "Multicolor"

TAKEN: Final = "already used"
"""What the panel says of an SKU that another catalogue has."""
