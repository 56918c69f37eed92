"""The calls to Pinterest that tests of faults break."""

from tests.calls import Call

EFFECT = Call("api.pinterest.com", "POST", "*/v5/pins")
"""The one call that makes something visible."""
FIRST = Call("api.pinterest.com", "GET", "*/v5/boards")
"""The first call: nothing has been said to the vendor before it."""
LOOK = Call("api.pinterest.com", "GET", "*/v5/boards/*/pins")
"""The call that asks whether a post arrived."""
EDITS = {
    "update": Call("api.pinterest.com", "PATCH", "*/v5/pins/*"),
    "unpublish": Call("api.pinterest.com", "DELETE", "*/v5/pins/*"),
}
"""The first call that changes what is published, and the one that takes it down."""
