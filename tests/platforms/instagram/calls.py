"""The calls to Instagram that tests of faults break."""

from tests.calls import Call

EFFECT = Call("graph.instagram.com", "POST", "*/media_publish")
"""The one call that makes something visible."""
FIRST = Call("graph.instagram.com", "POST", "*/media")
"""The first call: nothing has been said to the vendor before it."""
LOOK = Call("graph.instagram.com", "GET", "*/media")
"""The call that asks whether a post arrived."""
