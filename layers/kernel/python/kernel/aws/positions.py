"""Checks on the place at which a query is to continue."""

from collections.abc import Mapping

from kernel.errors import Malformed


def must_continue(position: Mapping[str, object], names: set[str]) -> None:
    """Require exactly the keys `names`, all of them texts; raises `Malformed` otherwise.

    DynamoDB answers a foreign position with an error that would look like a fault of ours.
    """
    if set(position) != names or not all(isinstance(part, str) for part in position.values()):
        raise Malformed("This cursor was not made by this list.")


def must_lie_within(
    position: Mapping[str, object], partition: tuple[str, str], sort: tuple[str, str, str, str]
) -> None:
    """Require a place in the partition and the range of sort keys; raises `Malformed` otherwise.

    `partition` is the key's name and value, `sort` its name, prefix and both ends of the range.
    """
    (hash_name, pk), (range_name, prefix, since, until) = partition, sort
    at = str(position[range_name])
    if position[hash_name] != pk or not at.startswith(prefix) or not since <= at <= (until or at):
        raise Malformed("This cursor belongs to another list.")
