"""The calls to Shopify that tests of faults break."""

from tests.calls import Call

EFFECT = Call("haat-craft-house.myshopify.com", "POST", "*#productUpdate")
"""The one call that makes something visible."""
FIRST = Call("haat-craft-house.myshopify.com", "POST", "*#productByIdentifier")
"""The first call: nothing has been said to the vendor before it."""
LOOK = Call("haat-craft-house.myshopify.com", "POST", "*#productByIdentifier")
"""The call that asks whether a post arrived."""
EDITS = {
    "update": Call("haat-craft-house.myshopify.com", "POST", "*#productSet"),
    "unpublish": Call("haat-craft-house.myshopify.com", "POST", "*#productUpdate"),
}
"""The first call that changes what is published, and the one that takes it down."""
