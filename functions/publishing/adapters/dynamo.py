"""Posts, their targets, and publications in publishing's table; the keys are in the README.

A publication's place (product, account, number) is an item of its own, written only while it is
new, so that a second publication there cannot be stored.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from functions.publishing.model.account_ref import AccountRef
from functions.publishing.model.post import Post, Target
from functions.publishing.model.publication import Publication
from kernel.aws.indexes import NEW, due, listed
from kernel.aws.outbox import Outbox
from kernel.aws.store import EntityStore
from kernel.aws.table import Key, Put, Table, Write
from kernel.events import Event
from kernel.pages import Page

LEASE = "lease"
_AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class _Place:
    owner_id: str
    product_id: str
    platform: str
    account_id: str
    number: int
    publication_id: str

    @classmethod
    def of(cls, one: Publication) -> "_Place":
        account = one.account
        ids = (one.owner_id, one.product_id, account.platform, account.account_id)
        return cls(*ids, one.number, one.publication_id)

    @property
    def key(self) -> Key:
        place = f"{self.platform}#{self.account_id}#{self.number:06d}"
        return Key(_product_key(self.owner_id, self.product_id), place)


@dataclass(frozen=True, slots=True)
class _Listed:
    owner_id: str
    platform: str
    account_id: str
    external_id: str
    publication_id: str

    @property
    def key(self) -> Key:
        return _listed_key(self.owner_id, f"{self.platform}#{self.account_id}", self.external_id)


class DynamoPublications:
    """Implements the port `Publications`.

    A publication is overdue `grace` after its lease, or its wait without a lease, has ended.
    """

    def __init__(self, table: Table, outbox: Outbox, grace: timedelta) -> None:
        self._places = EntityStore(table, _Place, lambda it: it.key)
        self._listed = EntityStore(table, _Listed, lambda it: it.key)
        self._publications = EntityStore(
            table,
            Publication,
            lambda it: _publication_key(it.publication_id),
            outbox=outbox,
            index=self._index,
        )
        self._targets = EntityStore(
            table, Target, lambda it: _target_key(it.post_id, it.publication_id)
        )
        self._grace = grace

    def get(self, publication_id: str) -> Publication | None:
        """The publication, read consistently."""
        return self._publications.get(_publication_key(publication_id))

    def get_many(self, publication_ids: Sequence[str]) -> list[Publication]:
        """The publications, read consistently, in this order."""
        ids = list(publication_ids)
        parts = (ids[at : at + _AT_ONCE] for at in range(0, len(ids), _AT_ONCE))
        return [
            one
            for part in parts
            for one in self._publications.get_many(map(_publication_key, part))
        ]

    def of_owner(self, owner_id: str, limit: int, cursor: str | None) -> Page[Publication]:
        """The owner's publications, newest first."""
        return self._publications.latest(_of(owner_id), limit, cursor)

    def of_product(self, owner_id: str, product_id: str) -> list[Publication]:
        """All publications of a product, read consistently, by platform, account and number."""
        places = self._places.all(_product_key(owner_id, product_id), "")
        return self.get_many([one.publication_id for one in places])

    def of_listing(self, owner_id: str, account: AccountRef, external_id: str) -> str | None:
        """The id of the publication under this id of the platform's, or None."""
        found = self._listed.get(_listed_key(owner_id, account.key, external_id))
        return found.publication_id if found else None

    def save(self, publication: Publication, *events: Event) -> None:
        """Save it, once it is settled its target too, and its events in one transaction."""
        also = [self._target(publication)] if publication.is_settled else []
        if publication.is_editable and publication.live_since == publication.updated_at:
            also.append(self._listed.put(_listed(publication)))
        self._publications.save(publication, *events, also=also)

    def overdue(self, now: datetime) -> list[Publication]:
        """The publications that have been overdue longest, at most a hundred."""
        return self._publications.due(LEASE, now, _AT_ONCE)

    def postpone(self, publication: Publication, until: datetime) -> None:
        """Have `overdue` answer an unchanged publication from `until` on."""
        self._publications.postpone(publication, until)

    def begun(self, publication: Publication) -> list[Write]:
        """The writes that begin it for its post; a new one takes its place, if that is free."""
        is_new = publication.version == 1
        return [
            *([self._places.put(_Place.of(publication), NEW)] if is_new else []),
            self._publications.over_previous(publication),
            self._target(publication),
        ]

    def targets(self, post_id: str) -> list[Target]:
        """All targets of a post, read consistently."""
        return self._targets.all(_post_key(post_id).pk, _TARGET)

    def _target(self, publication: Publication) -> Put:
        # Without a condition: only its publication writes it, and that is written on condition.
        return self._targets.put(Target.of(publication))

    def _index(self, one: Publication) -> dict[str, object]:
        moment = one.moves_on_at
        return {
            **listed(_of(one.owner_id), one.created_at, one.publication_id),
            **due(LEASE, moment + self._grace if moment else None),
        }


class DynamoPosts:
    """Implements the port `Posts`."""

    def __init__(self, table: Table, outbox: Outbox, publications: DynamoPublications) -> None:
        self._posts = EntityStore(
            table, Post, lambda it: _post_key(it.post_id), outbox=outbox, index=_by_owner
        )
        self._publications = publications

    def get(self, post_id: str) -> Post | None:
        """The post, read consistently."""
        return self._posts.get(_post_key(post_id))

    def of_owner(self, owner_id: str, limit: int, cursor: str | None) -> Page[Post]:
        """The owner's posts, newest first."""
        return self._posts.latest(f"owner#{owner_id}", limit, cursor)

    def targets(self, post_id: str) -> list[Target]:
        """All targets of a post, read consistently."""
        return self._publications.targets(post_id)

    def save(self, post: Post, *events: Event, publications: Sequence[Publication] = ()) -> None:
        """Save the post, the publications that it begins and the events in one transaction."""
        also = [write for one in publications for write in self._publications.begun(one)]
        self._posts.save(post, *events, also=also)


_TARGET = "target#"


def _of(owner_id: str) -> str:
    return f"publications#{owner_id}"


def _by_owner(post: Post) -> dict[str, object]:
    return listed(f"owner#{post.owner_id}", post.created_at, post.post_id)


def _listed(one: Publication) -> _Listed:
    account = one.account
    return _Listed(
        one.owner_id,
        account.platform,
        account.account_id,
        one.external_id or "",
        one.publication_id,
    )


def _listed_key(owner_id: str, account_key: str, external_id: str) -> Key:
    return Key(f"listing#{owner_id}#{account_key}", external_id)


def _post_key(post_id: str) -> Key:
    return Key(f"post#{post_id}", "post")


def _target_key(post_id: str, publication_id: str) -> Key:
    return Key(_post_key(post_id).pk, f"{_TARGET}{publication_id}")


def _publication_key(publication_id: str) -> Key:
    return Key(f"publication#{publication_id}", "publication")


def _product_key(owner_id: str, product_id: str) -> str:
    return f"product#{owner_id}#{product_id}"
