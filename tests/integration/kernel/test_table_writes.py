"""A write alone is a plain one, and is refused as one among others is."""

from functools import partial
from typing import Any

import pytest

from kernel.aws.clients import client
from kernel.aws.table import Delete, Put, Table, Update, Write
from kernel.errors import StaleWrite
from tests.integration.aws import Cloud
from tests.integration.kernel.test_table import POT, Pot, key


@pytest.fixture
def table(cloud: Cloud) -> Table:
    del cloud
    return Table("haat-catalog")


def _note(called: list[str], model: Any, **_: object) -> None:  # botocore's
    called.append(model.name)


@pytest.mark.parametrize(
    "write",
    [
        Put(key(), POT, expect={"version": 7}),
        Update(key(), {"note": "late"}, expect={"version": 7}),
        Delete(key(), expect={"version": 7}),
    ],
)
def test_a_write_alone_and_one_among_others_are_stale_alike(table: Table, write: Write) -> None:
    table.write(Put(key(), POT))

    for among in ((), (Put(key("pot_2"), POT),)):
        with pytest.raises(StaleWrite):
            table.write(write, *among)
    assert table.get(Pot, key()) == POT
    assert table.get(Pot, key("pot_2")) is None


def test_a_write_alone_costs_no_transaction(table: Table, cloud: Cloud) -> None:
    del cloud
    called: list[str] = []
    events = client("dynamodb").meta.events
    note = partial(_note, called)
    events.register("before-call.dynamodb", note)
    try:
        table.write(Put(key(), POT))
        table.write(Update(key(), {"note": "sold"}, expect={"version": 1}))
        table.write(Delete(key()))
        table.write(Put(key(), POT), Put(key("pot_2"), POT))
    finally:
        events.unregister("before-call.dynamodb", note)

    assert called == ["PutItem", "UpdateItem", "DeleteItem", "TransactWriteItems"]
