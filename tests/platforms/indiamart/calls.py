"""The calls to IndiaMART that tests of faults break."""

from tests.calls import Call

EFFECT = Call("seller.indiamart.com", "POST", "*/details")
"""The one call that makes something visible."""
FIRST = Call("seller.indiamart.com", "GET", "*/products")
"""The first call: nothing has been said to the vendor before it."""
LOOK = Call("seller.indiamart.com", "GET", "*/products")
"""The call that asks whether a post arrived."""
