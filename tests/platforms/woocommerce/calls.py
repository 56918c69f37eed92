"""The calls to WooCommerce that tests of faults break."""

from tests.calls import Call

EFFECT = Call("shop.asha-crafts.example", "PUT", "*/products/*")
"""The one call that makes something visible."""
FIRST = Call("shop.asha-crafts.example", "GET", "*/v3/products")
"""The first call: nothing has been said to the vendor before it."""
LOOK = Call("shop.asha-crafts.example", "GET", "*/products/*")
"""The call that asks whether a post arrived."""
EDITS = {
    "update": Call("shop.asha-crafts.example", "PUT", "*/products/*"),
    "unpublish": Call("shop.asha-crafts.example", "PUT", "*/products/*"),
}
"""The first call that changes what is published, and the one that takes it down."""
