"""The list of vendors that the sandbox stands in for."""

from infra.local.sandbox import etsy, facebook, gemini, instagram, meesho, pinterest
from infra.local.sandbox.vendor import Vendor

VENDORS: tuple[Vendor, ...] = (facebook, instagram, etsy, pinterest, meesho, gemini)
