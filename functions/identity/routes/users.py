"""Routes of the caller's own account."""

from functions.identity.schemas import EXAMPLE, UserRead, UserUpdate
from functions.identity.wiring import container
from kernel.access import Caller
from kernel.api import Routes
from kernel.responses import Success, success

router = Routes(tags=["identity"], example=EXAMPLE)


@router.get("/auth/me")
def me(caller: Caller) -> Success[UserRead]:
    """Return the caller's account."""
    return success(UserRead.of(container().identity.user(caller.user_id)))


@router.patch("/users/me")
def edit_me(body: UserUpdate, caller: Caller) -> Success[UserRead]:
    """Change the caller's name or language."""
    return success(UserRead.of(container().identity.update_profile(caller.user_id, body.changes())))
