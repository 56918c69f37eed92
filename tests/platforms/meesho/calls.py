"""The calls to Meesho that tests of faults break."""

from tests.calls import Call

EFFECT = Call("supplier.meesho.com", "POST", "*/details")
"""The one call that makes something visible."""
FIRST = Call("supplier.meesho.com", "GET", "*/panel/catalogs")
"""The first call: nothing has been said to the vendor before it."""
LOOK = Call("supplier.meesho.com", "GET", "*/panel/catalogs")
"""The call that asks whether a post arrived."""
