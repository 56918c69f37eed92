"""A secret opens in the row that it was written for, and in no other."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from functions.channels.model.connection import Connection
from functions.channels.wiring.container import container
from kernel.aws.table import Key, Put, Table
from kernel.aws.vault import SecretUnreadable
from tests.integration.channels.oauth_client import OTHER, Artisan, account


@pytest.mark.parametrize(
    "move",
    [
        lambda held: replace(held, owner_id=OTHER),
        lambda held: replace(held, platform="pinterest"),
        lambda held: replace(held, account_id="518203345"),
        lambda held: replace(held, sealed=held.sealed[:-6] + "AAAAA="),
    ],
    ids=["owner", "platform", "account", "bytes"],
)
def test_a_moved_or_changed_row_does_not_open(
    artisan: Artisan, move: Callable[[Connection], Connection]
) -> None:
    """As somebody who can write the table, but not use the key, would do it."""
    artisan.connect("etsy")
    held = container().stored_connections.get(*account("etsy"))
    assert held is not None
    stolen = move(held)
    name = f"connection#{stolen.platform}#{stolen.account_id}"
    Table("haat-channels").write(Put(Key(f"owner#{stolen.owner_id}", name), stolen))
    with pytest.raises(SecretUnreadable):
        container().token_access.use(*stolen.key, lambda one: one.token)


def test_a_choice_that_was_moved_to_another_owner_does_not_open(artisan: Artisan) -> None:
    artisan.connect("facebook", without=())
    pending = container().authorizations.pending(artisan.owner_id)[0]
    container().pending_connections.save(replace(pending, owner_id=OTHER))
    account_id = pending.accounts[0].id
    with pytest.raises(SecretUnreadable):
        container().authorizations.choose(OTHER, "facebook", pending.pending_id, account_id)
