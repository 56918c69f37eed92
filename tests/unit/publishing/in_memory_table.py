"""A table in memory, at publishing's ports; a worker may be killed at each write."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock

from functions.publishing.model.account_ref import AccountRef
from functions.publishing.model.post import Post, Target
from functions.publishing.model.publication import Publication
from kernel.errors import StaleWrite
from kernel.events import Event
from kernel.pages import Page


class WorkerKilled(BaseException):
    """The process ends here; nothing in the code under test may catch it."""


@dataclass
class CrashPlan:
    """Kills the worker at the n-th checkpoint; only counts checkpoints when n is out of reach."""

    crash_after: int = -1
    passed: int = 0

    def checkpoint(self) -> None:
        """A place where a worker may be killed."""
        self.passed += 1
        if self.passed == self.crash_after:
            raise WorkerKilled


@dataclass
class TableInMemory:
    """Conditional writes as DynamoDB does them, with a checkpoint before and after each.

    It is both repositories at once: `posts` and `publications` are views of the same rows.
    """

    crash_plan: CrashPlan
    posts: dict[str, Post] = field(default_factory=dict)
    rows: dict[str, Publication] = field(default_factory=dict)
    wishes: dict[tuple[str, str], Target] = field(default_factory=dict)
    events: list[Event] = field(default_factory=list)
    postponed: dict[tuple[str, int], datetime] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)

    def add(self, post: Post, *publications: Publication) -> None:
        """Store a post and its publications as they are."""
        self.posts[post.post_id] = post
        for one in publications:
            self.store(one)

    def store(self, publication: Publication) -> None:
        """Store the publication as it is, and its target."""
        self.rows[publication.publication_id] = publication
        self.wishes[publication.post_id, publication.publication_id] = Target.of(publication)

    def save_publication(self, publication: Publication, *events: Event) -> None:
        self.crash_plan.checkpoint()
        self._expect_next(publication)
        self.rows[publication.publication_id] = publication
        if publication.is_settled:
            self.store(publication)
        self.events += events
        self.crash_plan.checkpoint()

    def save_post(self, post: Post, events: Sequence[Event], begun: Sequence[Publication]) -> None:
        self.crash_plan.checkpoint()
        with self.lock:
            stored = self.posts.get(post.post_id)
            if (stored.version if stored else 0) != post.version - 1:
                raise StaleWrite("the post moved on")
            for one in begun:
                self._expect_next(one)
            self.add(post, *begun)
            self.events += events
        self.crash_plan.checkpoint()

    def _expect_next(self, publication: Publication) -> None:
        stored = self.rows.get(publication.publication_id)
        if (stored.version if stored else 0) != publication.version - 1:
            raise StaleWrite("the publication moved on")
        if stored is None and any(_place(one) == _place(publication) for one in self.rows.values()):
            raise StaleWrite("the place is taken")


def _place(one: Publication) -> tuple[str, str, str, str, int]:
    account = one.account
    return one.owner_id, one.product_id, account.platform, account.account_id, one.number


@dataclass
class PostsInMemory:
    """The port `Posts` on a table in memory."""

    table: TableInMemory

    def get(self, post_id: str) -> Post | None:
        return self.table.posts.get(post_id)

    def of_owner(self, owner_id: str, limit: int, cursor: str | None) -> Page[Post]:
        del cursor
        mine = [post for post in self.table.posts.values() if post.owner_id == owner_id]
        return Page(mine[:limit])

    def targets(self, post_id: str) -> list[Target]:
        return [one for (wish, _), one in self.table.wishes.items() if wish == post_id]

    def save(self, post: Post, *events: Event, publications: Sequence[Publication] = ()) -> None:
        self.table.save_post(post, events, publications)


@dataclass
class PublicationsInMemory:
    """The port `Publications` on a table in memory."""

    table: TableInMemory

    def get(self, publication_id: str) -> Publication | None:
        return self.table.rows.get(publication_id)

    def get_many(self, publication_ids: Sequence[str]) -> list[Publication]:
        return [self.table.rows[one] for one in publication_ids if one in self.table.rows]

    def of_owner(self, owner_id: str, limit: int, cursor: str | None) -> Page[Publication]:
        del cursor
        mine = [one for one in self.table.rows.values() if one.owner_id == owner_id]
        return Page(mine[::-1][:limit])

    def of_product(self, owner_id: str, product_id: str) -> list[Publication]:
        mine = [one for one in self.table.rows.values() if one.owner_id == owner_id]
        return sorted((one for one in mine if one.product_id == product_id), key=_place)

    def of_listing(self, owner_id: str, account: AccountRef, external_id: str) -> str | None:
        wanted = (owner_id, account.key, external_id)
        for one in self.table.rows.values():
            if (one.owner_id, one.account.key, one.external_id) == wanted:
                return one.publication_id
        return None

    def save(self, publication: Publication, *events: Event) -> None:
        self.table.save_publication(publication, *events)

    def overdue(self, now: datetime) -> list[Publication]:
        moments = {
            name: self.table.postponed.get((name, one.version), one.moves_on_at)
            for name, one in self.table.rows.items()
        }
        return [self.table.rows[name] for name, at in moments.items() if at and at < now]

    def postpone(self, publication: Publication, until: datetime) -> None:
        self.table.postponed[publication.publication_id, publication.version] = until
