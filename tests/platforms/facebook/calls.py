"""The calls to Facebook that tests of faults break."""

from tests.calls import Call

EFFECT = Call("graph.facebook.com", "POST", "*/feed")
"""The one call that makes something visible."""
FIRST = Call("graph.facebook.com", "POST", "*/photos")
"""The first call: nothing has been said to the vendor before it."""
LOOK = Call("graph.facebook.com", "GET", "*/feed")
"""The call that asks whether a post arrived."""
EDITS = {
    "update": Call("graph.facebook.com", "POST", "*_*"),
    "unpublish": Call("graph.facebook.com", "DELETE", "*_*"),
}
"""The first call that changes what is published, and the one that takes it down."""
