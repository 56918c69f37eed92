"""The calls to Snapdeal that tests of faults break."""

from tests.calls import Call

EFFECT = Call("seller.snapdeal.com", "POST", "*/uploads/*")
"""The one call that makes something visible."""
FIRST = Call("seller.snapdeal.com", "GET", "*/products")
"""The first call: nothing has been said to the vendor before it."""
LOOK = Call("seller.snapdeal.com", "GET", "*/products")
"""The call that asks whether a post arrived."""
