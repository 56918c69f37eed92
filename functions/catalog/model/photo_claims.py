"""Which product a photograph belongs to: it begins at most one product that is not archived."""

from collections.abc import Mapping
from dataclasses import dataclass

from functions.catalog.errors import PhotoTaken
from functions.catalog.model.product import Product


@dataclass(frozen=True, slots=True)
class PhotoClaim:
    """The product that a photograph belongs to; `first` if the product begins with it."""

    photo_id: str
    product_id: str
    first: bool


@dataclass(frozen=True, slots=True)
class ClaimChange:
    """A claim to save as `now` (None: to delete) if the stored one still equals `was`."""

    photo_id: str
    now: PhotoClaim | None
    was: PhotoClaim | None


@dataclass(frozen=True, slots=True)
class ClaimPlan:
    """What a product's new photographs change.

    `joined` are untouched products of these photographs, to be archived. `archived` are products
    that lose a claim because they are archived, which must still be so.
    """

    changes: tuple[ClaimChange, ...] = ()
    joined: tuple[Product, ...] = ()
    archived: tuple[Product, ...] = ()


def plan_claims(
    before: Product | None,
    after: Product,
    claims: Mapping[str, PhotoClaim],
    others: Mapping[str, Product],
) -> ClaimPlan:
    """The plan for the photographs of `after`; raises `PhotoTaken`.

    `claims` are those of the photographs of both versions, by photograph, and `others` the other
    products that they name.
    """
    changes, joined, archived = _released(before, after, claims), {}, {}
    for place, photo_id in enumerate(after.photo_ids):
        was = claims.get(photo_id)
        now = PhotoClaim(photo_id, after.product_id, first=place == 0)
        other = others.get(was.product_id) if was and was.product_id != after.product_id else None
        if was == now or (other and not _may_take(other, was, now)):
            continue
        changes.append(ClaimChange(photo_id, now, was))
        if other and other.is_archived:
            archived[other.product_id] = other
        elif other and was and was.first:
            joined[other.product_id] = other
    return ClaimPlan(tuple(changes), tuple(joined.values()), tuple(archived.values()))


def _may_take(other: Product, was: PhotoClaim | None, now: PhotoClaim) -> bool:
    """Whether the claim `was` of `other` may become `now`; raises `PhotoTaken`."""
    begins = bool(was and was.first)
    if other.is_archived or (begins and other.is_untouched):
        return True
    if now.first and begins:
        raise PhotoTaken(now.photo_id, other.product_id)
    return now.first


def _released(
    before: Product | None, after: Product, claims: Mapping[str, PhotoClaim]
) -> list[ClaimChange]:
    """The changes that give up the claims on photographs which the product no longer shows."""
    gone = [one for one in before.photo_ids if one not in after.photo_ids] if before else []
    mine = (claims[one] for one in gone if one in claims)
    return [
        ClaimChange(one.photo_id, None, one) for one in mine if one.product_id == after.product_id
    ]
