"""The ports to publishing's own table."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from functions.publishing.model.account_ref import AccountRef
from functions.publishing.model.post import Post, Target
from functions.publishing.model.publication import Publication
from kernel.events import Event
from kernel.pages import Page


class Posts(Protocol):
    """Stores posts and their targets. Every write is conditional and includes its events.

    A write that finds another version than the one it builds on raises `StaleWrite`, and then
    neither the state nor the events are written.
    """

    def get(self, post_id: str) -> Post | None:
        """The post, read consistently."""
        ...

    def of_owner(self, owner_id: str, limit: int, cursor: str | None) -> Page[Post]:
        """The owner's posts, newest first."""
        ...

    def targets(self, post_id: str) -> list[Target]:
        """All targets of a post, read consistently."""
        ...

    def save(self, post: Post, *events: Event, publications: Sequence[Publication] = ()) -> None:
        """Save a post, the publications that it begins with their targets, and events; or none.

        A new publication (version 1) is refused with `StaleWrite` if its place is taken.
        """
        ...


class Publications(Protocol):
    """Stores publications; the writes are those of `Posts`."""

    def get(self, publication_id: str) -> Publication | None:
        """The publication, read consistently."""
        ...

    def get_many(self, publication_ids: Sequence[str]) -> list[Publication]:
        """The publications, read consistently, in this order."""
        ...

    def of_owner(self, owner_id: str, limit: int, cursor: str | None) -> Page[Publication]:
        """The owner's publications, newest first."""
        ...

    def of_product(self, owner_id: str, product_id: str) -> list[Publication]:
        """All publications of a product, read consistently, by platform, account and number."""
        ...

    def of_listing(self, owner_id: str, account: AccountRef, external_id: str) -> str | None:
        """The id of the publication that the account shows under the platform's id, or None."""
        ...

    def save(self, publication: Publication, *events: Event) -> None:
        """Save it, once it is settled its target too, and its events; raises `StaleWrite`."""
        ...

    def overdue(self, now: datetime) -> list[Publication]:
        """Publications that should have moved on by `now` and did not."""
        ...

    def postpone(self, publication: Publication, until: datetime) -> None:
        """Have `overdue` answer an unchanged publication from `until` on."""
        ...
