"""Chooses the account of each place, and the publication that a post takes up there."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from functions.publishing.errors.places import (
    AccountNeeded,
    AccountNotConnected,
    AccountNotFound,
    AlreadyLive,
    OptionNotFound,
    PlatformDisabled,
    PlatformNotConnected,
    PlatformNotFound,
    PublishingUnderWay,
)
from functions.publishing.model.account_ref import AccountRef
from functions.publishing.model.built_listing import BuiltListing
from functions.publishing.model.post import NewPlace, Place, Post
from functions.publishing.model.publication import Publication
from functions.publishing.ports.platforms import Destination, DestinationAccount

Destinations = Mapping[str, Destination]


@dataclass(frozen=True, slots=True)
class Choice:
    """The publication that a place takes up, or None for a new one with this `number`."""

    publication: Publication | None
    number: int


def places_of(wanted: Sequence[NewPlace], destinations: Destinations) -> tuple[Place, ...]:
    """The places that are wanted, none twice, each with its account if the owner has one there.

    Raises `PlatformNotFound`, `AccountNotFound`, `AccountNeeded` where she has several and names
    none, `PlatformDisabled` and `OptionNotFound`.
    """
    found: dict[tuple[str, str], Place] = {}
    for at, new in enumerate(wanted):
        destination = destinations.get(new.platform)
        if destination is None:
            raise PlatformNotFound(new.platform, at)
        for name in new.field_values:
            if name not in destination.listing_fields:
                raise OptionNotFound(at, name, destination.name)
        ids = {name: choice.id for name, choice in new.field_values.items()}
        account = AccountRef(new.platform, new.account_id)
        place = Place(account, again=new.again, field_values=ids, accepts=new.accepts)
        place = _with_account(place, destination, at)
        found.setdefault((new.platform, place.account.account_id), place)
    return tuple(found.values())


def connected(places: Sequence[Place], destinations: Destinations) -> tuple[Place, ...]:
    """The places, each with a connected account; raises `AccountNotConnected` and as `places_of`.

    Raises `PlatformNotConnected` where the owner has no account.
    """
    known = []
    for at, place in enumerate(places):
        destination = destinations[place.account.platform]
        whole = _with_account(place, destination, at)
        if not whole.account.account_id:
            raise PlatformNotConnected(destination.name)
        must_be_connected(whole.account, destination)
        known.append(whole)
    return tuple(known)


def must_be_connected(account: AccountRef, destination: Destination) -> None:
    """Raises `AccountNotConnected` unless the owner has connected this very account."""
    held = destination.account(account.account_id)
    if held is None or not held.is_connected:
        raise AccountNotConnected(destination.name, held.name if held else account.name)


def choices(
    places: Sequence[Place], existing: Iterable[Publication], destinations: Destinations
) -> list[Choice]:
    """What each place's wish takes up among the product's publications, in the places' order.

    A listing is in an account once: its publication is taken up again when it has failed or was
    taken down. Of posts there may be another, if the place says so. Raises `AlreadyLive` and
    `PublishingUnderWay` with all places that they are about.
    """
    by_account: dict[tuple[str, str], list[Publication]] = {}
    for one in existing:
        by_account.setdefault((one.platform, one.account.account_id), []).append(one)
    found, live, busy = [], [], []
    for place in places:
        platform = place.account.platform
        there = by_account.get((platform, place.account.account_id), [])
        is_post = destinations[platform].shows == "post"
        if open_ones := [one for one in there if not one.is_free and one.status != "confirmed"]:
            busy.append(open_ones[0])
        elif shown := [one for one in there if one.status == "confirmed"]:
            if is_post and place.again:
                found.append(_another(there))
            else:
                live.append(shown[-1])
        else:
            found.append(_free(there, is_post=is_post))
    if busy:
        needs_review = any(one.needs_review for one in busy)
        raise PublishingUnderWay([_where(one) for one in busy], needs_review=needs_review)
    if live:
        where = [destinations[one.platform] for one in live]
        may_post_again = all(one.shows == "post" for one in where)
        names = [one.name for one in where]
        raise AlreadyLive(names, [_where(one) for one in live], may_post_again=may_post_again)
    return found


def planned_there(
    post: Post, choice: Choice, place: Place, built: BuiltListing, now: datetime
) -> Publication:
    """The publication that a place takes up, or a new one, as it begins for the post."""
    if choice.publication:
        return choice.publication.taken_up(now, post.post_id, built)
    return Publication(
        publication_id=built.listing.marker,
        owner_id=post.owner_id,
        product_id=post.product_id,
        account=place.account,
        post_id=post.post_id,
        listing=built.listing,
        sent=built.sent,
        accepted=built.accepts,
        status="planned",
        step="start",
        created_at=now,
        updated_at=now,
        number=choice.number,
    )


def _where(publication: Publication) -> Mapping[str, str]:
    account = publication.account
    return {
        "platform": account.platform,
        "account_id": account.account_id,
        "publication_id": publication.publication_id,
    }


def _free(there: Sequence[Publication], *, is_post: bool) -> Choice:
    """The choice where nothing is shown: a post that was taken down is gone, a listing relists."""
    latest = max(there, key=lambda one: one.number, default=None)
    if latest is None or (is_post and latest.status == "unpublished"):
        return _another(there)
    return Choice(latest, latest.number)


def _another(there: Sequence[Publication]) -> Choice:
    return Choice(None, 1 + max((one.number for one in there), default=0))


def _with_account(place: Place, destination: Destination, at: int) -> Place:
    held = _held(place.account.account_id, destination, at)
    if held is None:
        return place
    if not held.is_enabled:
        raise PlatformDisabled(destination.name)
    account = AccountRef(destination.platform, held.account_id, held.name)
    return replace(place, account=account)


def _held(account_id: str, destination: Destination, at: int) -> DestinationAccount | None:
    """The account that is named, else the only one; None where the owner has none."""
    if account_id:
        held = destination.account(account_id)
        if held is None:
            raise AccountNotFound(destination.name, at)
        return held
    usable = [one for one in destination.accounts if one.is_connected] or destination.accounts
    enabled = [one for one in usable if one.is_enabled] or usable
    if len(enabled) > 1:
        raise AccountNeeded(destination.name, [one.name for one in enabled], at)
    return next(iter(enabled), None)
