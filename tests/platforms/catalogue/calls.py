"""The calls to Meta's shop catalogue that tests of faults break."""

from tests.calls import Call

EFFECT = Call("graph.facebook.com", "POST", "*/items_batch#active")
"""The one call that makes something visible."""
FIRST = Call("graph.facebook.com", "GET", "*/products")
"""The first call: nothing has been said to the vendor before it."""
LOOK = Call("graph.facebook.com", "GET", "*/products")
"""The call that asks whether a post arrived."""
