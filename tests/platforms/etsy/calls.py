"""The calls to Etsy that tests of faults break."""

from tests.calls import Call

EFFECT = Call("openapi.etsy.com", "PATCH", "*/listings/*")
"""The one call that makes something visible."""
FIRST = Call("openapi.etsy.com", "GET", "*/shops/*")
"""The first call: nothing has been said to the vendor before it."""
LOOK = Call("openapi.etsy.com", "GET", "*/listings/*")
"""The call that asks whether a post arrived."""
EDITS = {
    "update": Call("openapi.etsy.com", "PATCH", "*/listings/*"),
    "unpublish": Call("openapi.etsy.com", "PATCH", "*/listings/*"),
}
"""The first call that changes what is published, and the one that takes it down."""
