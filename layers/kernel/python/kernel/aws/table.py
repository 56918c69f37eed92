"""The gateway to a context's one DynamoDB table: typed reads, conditional writes, transactions."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypedDict, TypeVar, Unpack

from pydantic import TypeAdapter

from kernel.aws.clients import client
from kernel.aws.expressions import Expression, from_wire, to_wire
from kernel.aws.positions import must_continue, must_lie_within
from kernel.errors import StaleWrite
from kernel.pages import Page, from_cursor, to_cursor

if TYPE_CHECKING:
    from botocore.exceptions import ClientError

T = TypeVar("T")
Row = dict[str, Any]
"""An item's attributes by name, keys and index attributes among them."""

GSI1 = "gsi1"
DUE = "due"
_PK_BYTES, _SK_BYTES = 2048, 1024
_STALE = frozenset(
    {
        "ConditionalCheckFailed",
        "ConditionalCheckFailedException",
        "TransactionConflict",
        "TransactionConflictException",
    }
)
"""A transaction names its reasons in short, a plain write with the exception's name."""
_INDEX_KEYS = {None: ("pk", "sk"), GSI1: ("gsi1pk", "gsi1sk"), DUE: ("due_kind", "due_at")}


@dataclass(frozen=True, slots=True)
class Key:
    """The primary key of an item."""

    pk: str
    sk: str

    @property
    def possible(self) -> bool:
        """Whether DynamoDB could hold the key: names in an address may be of any length.

        https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html
        """
        return len(self.pk.encode()) <= _PK_BYTES and len(self.sk.encode()) <= _SK_BYTES

    def wire(self) -> dict[str, Any]:
        """The key in DynamoDB's typed form."""
        return {"pk": {"S": self.pk}, "sk": {"S": self.sk}}


@dataclass(frozen=True, slots=True)
class Put:
    """Write a whole entity; `index` holds key and TTL attributes, `expect` the write's condition.

    `expect={"pk": None}` writes the entity only if its key is new.
    """

    key: Key
    entity: object
    index: Mapping[str, object] = field(default_factory=dict)
    expect: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Update:
    """Set and remove attributes of an item that must be as `expect` says."""

    key: Key
    changes: Mapping[str, object]
    expect: Mapping[str, object]
    removed: tuple[str, ...] = ()
    added: Mapping[str, int] = field(default_factory=dict)
    """Amounts to add to number attributes (or subtract: negative); an absent one counts as 0."""


@dataclass(frozen=True, slots=True)
class Delete:
    """Delete an item that must be as `expect` says."""

    key: Key
    expect: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ConditionCheck:
    """A check without a write: the transaction fails unless the item is as `expect` says."""

    key: Key
    expect: Mapping[str, object]


Write = Put | Update | Delete | ConditionCheck


_adapters: dict[object, TypeAdapter[Any]] = {}


def _adapter(kind: Any) -> TypeAdapter[Any]:  # noqa: ANN401  # a class
    # Building one costs milliseconds, and there are only as many as there are entity classes.
    if kind not in _adapters:
        _adapters[kind] = TypeAdapter(kind)
    return _adapters[kind]


class QueryOptions(TypedDict, total=False):
    """What of a partition a query answers, and in which order."""

    prefix: str
    since: str
    until: str
    index: str | None
    limit: int
    cursor: str | None
    newest_first: bool


class Table:
    """One table, `name` in the context's settings; boto3 errors pass, except failed conditions."""

    def __init__(self, name: str, dynamodb: Any = None) -> None:  # noqa: ANN401  # boto3 client
        self.name = name
        self._given = dynamodb

    @property
    def _client(self) -> Any:  # noqa: ANN401  # boto3 client
        return self._given or client("dynamodb")

    def get(self, kind: type[T], key: Key) -> T | None:
        """The entity at `key`, read consistently, or None."""
        row = self.row(key)
        return from_row(kind, row) if row else None

    def row(self, key: Key) -> Row | None:
        """The item at `key` as it is stored, read consistently, or None."""
        if not key.possible:
            return None
        found = self._client.get_item(TableName=self.name, Key=key.wire(), ConsistentRead=True)
        item = found.get("Item")
        return from_wire(item) if item else None

    def get_many(self, kind: type[T], keys: Iterable[Key]) -> list[T]:
        """The entities at `keys`, in that order, without absent ones; at most 100 keys."""
        return [from_row(kind, row) for row in self.rows(keys)]

    def rows(self, keys: Iterable[Key]) -> list[Row]:
        """The items at `keys` as they are stored; as `get_many` in all else."""
        wanted = list(dict.fromkeys(keys))
        found: dict[Key, Row] = {}
        asked = [key.wire() for key in wanted]
        while asked:
            answer = self._client.batch_get_item(
                RequestItems={self.name: {"Keys": asked, "ConsistentRead": True}}
            )
            for item in map(from_wire, answer["Responses"][self.name]):
                found[Key(item["pk"], item["sk"])] = item
            asked = answer["UnprocessedKeys"].get(self.name, {}).get("Keys", [])
        return [found[key] for key in wanted if key in found]

    def query(self, kind: type[T], pk: str, **options: Unpack[QueryOptions]) -> Page[T]:
        """Entities under one partition, by sort key: with `prefix`, or from `since` to `until`.

        Both ends belong to the range; an empty one is open. `prefix` goes without a range.
        """
        return self.query_rows(pk, **options).map(lambda row: from_row(kind, row))

    def query_rows(  # noqa: PLR0913  # a query has this many dimensions; all are by name
        self,
        pk: str,
        *,
        prefix: str = "",
        since: str = "",
        until: str = "",
        index: str | None = None,
        limit: int = 50,
        cursor: str | None = None,
        newest_first: bool = False,
    ) -> Page[Row]:
        """The items that `query` answers, as they are stored."""
        hash_name, range_name = _INDEX_KEYS[index]
        expression = Expression()
        condition = f"{expression.name(hash_name)} = {expression.value(pk)}"
        if limits := expression.sort_key(range_name, prefix, since, until):
            condition += f" AND {limits}"
        arguments: dict[str, Any] = {"IndexName": index} if index else {"ConsistentRead": True}
        if start := from_cursor(cursor):
            must_continue(start, {"pk", "sk", hash_name, range_name})
            must_lie_within(start, (hash_name, pk), (range_name, prefix, since, until))
            arguments["ExclusiveStartKey"] = to_wire(start)
        answer = self._client.query(
            TableName=self.name,
            KeyConditionExpression=condition,
            Limit=limit,
            ScanIndexForward=not newest_first,
            **arguments,
            **expression.arguments(),
        )
        items = [from_wire(item) for item in answer["Items"]]
        last = answer.get("LastEvaluatedKey")
        return Page(items, to_cursor(from_wire(last)) if last else None)

    def write(self, *writes: Write) -> None:
        """Make all of `writes` or none; raises `StaleWrite` when a condition does not hold.

        A single write is a plain one, which costs half of a transaction.
        """
        entries = [self._entry(write) for write in writes]
        try:
            if len(entries) == 1 and "ConditionCheck" not in entries[0]:
                self._write_one(entries[0])
            else:
                self._client.transact_write_items(TransactItems=entries)
        except self._client.exceptions.ClientError as error:
            if _is_stale(error):
                raise StaleWrite(
                    "Somebody else changed this at the same moment.",
                    remedy="Load it again and repeat the change.",
                ) from error
            raise

    def _write_one(self, entry: dict[str, Any]) -> None:
        ((verb, arguments),) = entry.items()
        dynamodb = self._client
        operation = {
            "Put": dynamodb.put_item,
            "Update": dynamodb.update_item,
            "Delete": dynamodb.delete_item,
        }[verb]
        operation(**arguments)

    def _entry(self, write: Write) -> dict[str, Any]:
        expression = Expression()
        entry: dict[str, Any] = {"TableName": self.name}
        match write:
            case Put():
                verb, entry["Item"] = "Put", to_wire(row(write))
            case Update():
                verb, entry["Key"] = "Update", write.key.wire()
                entry["UpdateExpression"] = expression.update(
                    write.changes, write.removed, write.added
                )
            case Delete():
                verb, entry["Key"] = "Delete", write.key.wire()
            case ConditionCheck():
                verb, entry["Key"] = "ConditionCheck", write.key.wire()
        if write.expect:
            entry["ConditionExpression"] = expression.condition(write.expect)
        return {verb: entry | expression.arguments()}


def _is_stale(error: "ClientError") -> bool:
    reasons = error.response.get("CancellationReasons", [])
    codes = {error.response["Error"]["Code"], *(reason.get("Code") for reason in reasons)}
    return bool(codes & _STALE)


def from_row(kind: type[T], item: Mapping[str, object]) -> T:
    """The entity that a stored item holds; keys and index attributes are ignored."""
    entity: T = _adapter(kind).validate_python(item)
    return entity


def attributes(entity: object) -> dict[str, Any]:
    """An entity (dataclass or pydantic model) as plain JSON-mode attributes."""
    fields: dict[str, Any] = _adapter(type(entity)).dump_python(entity, mode="json")
    return fields


def row(put: Put) -> dict[str, object]:
    """The stored form of an entity: its attributes beside the keys."""
    return {**attributes(put.entity), **put.index, "pk": put.key.pk, "sk": put.key.sk}


def all_rows(table: Table, pk: str, prefix: str = "") -> Iterator[Row]:
    """Every item under a partition, page after page; for partitions that are small by design."""
    cursor: str | None = None
    while True:
        page = table.query_rows(pk, prefix=prefix, cursor=cursor, limit=100)
        yield from page.items
        cursor = page.next_cursor
        if cursor is None:
            return


def all_pages(table: Table, kind: type[T], pk: str, prefix: str = "") -> Iterator[T]:
    """Every entity under a partition that is small by design."""
    return (from_row(kind, row) for row in all_rows(table, pk, prefix))
