"""Index entries beside a photo: search terms, fingerprint bands, folder counts and usage."""

from pydantic import BaseModel

from functions.media.model.library import bands, plain, terms
from functions.media.model.photo import Photo
from kernel.aws.table import Delete, Key, Put, Update, Write
from kernel.clock import rfc3339


class IndexEntry(BaseModel):
    """An index entry of a photo under one search term."""

    photo_id: str


class Fingerprints(BaseModel):
    """An index entry of a photo under one band of its fingerprint."""

    photo_id: str


def filed_key(owner_id: str) -> str:
    """The partition of an owner's search terms."""
    return f"terms#{owner_id}"


def fingerprint_key(owner_id: str) -> str:
    """The partition of an owner's fingerprint bands."""
    return f"fingerprints#{owner_id}"


def folder_key(owner_id: str, folder: str) -> Key:
    """The key of a folder's photo count."""
    return Key(f"folders#{owner_id}", plain(folder))


def usage_key(owner_id: str) -> Key:
    """The key of an owner's usage."""
    return Key(f"usage#{owner_id}", "usage")


def filing(known: Photo | None, kept: Photo) -> list[Write]:
    """The writes that change a photo's index entries from `known` (None: no entries) to `kept`."""
    before, after = _terms(known), _terms(kept)
    looked, looks = _fingerprints(known), _fingerprints(kept)
    writes: list[Write] = [Put(key, IndexEntry(photo_id=kept.photo_id)) for key in after - before]
    writes += [Delete(key) for key in before - after]
    writes += [Put(key, Fingerprints(photo_id=kept.photo_id)) for key in looks - looked]
    writes += [Delete(key) for key in looked - looks]
    return writes + counted(known, kept)


def unfiling(photo: Photo) -> list[Write]:
    """The writes that delete a photo's index entries and lower the counts."""
    writes: list[Write] = [Delete(key) for key in _terms(photo) | _fingerprints(photo)]
    return writes + counted(photo, None)


def counted(known: Photo | None, kept: Photo | None) -> list[Write]:
    """The writes to folder counts and usage when `known` becomes `kept`."""
    sums: dict[Key, dict[str, int]] = {}
    names: dict[Key, str] = {}
    for photo, sign in ((known, -1), (kept, 1)):
        if photo is None or not photo.size:
            continue
        usage = sums.setdefault(usage_key(photo.owner_id), {"photos": 0, "bytes": 0})
        usage["photos"] += sign
        usage["bytes"] += sign * photo.size
        if photo.folder:
            place = folder_key(photo.owner_id, photo.folder)
            names[place] = photo.folder
            folder = sums.setdefault(place, {"photos": 0})
            folder["photos"] += sign
    return [
        Update(key, {"name": names[key]} if key in names else {}, {}, added=added)
        for key, added in sums.items()
        if any(added.values())
    ]


def _terms(photo: Photo | None) -> set[Key]:
    # A photo is found by its words as soon as it is there to be seen.
    if photo is None or not photo.size:
        return set()
    when = rfc3339(photo.created_at)
    partition = filed_key(photo.owner_id)
    return {Key(partition, f"{term}#{when}#{photo.photo_id}") for term in terms(photo)}


def _fingerprints(photo: Photo | None) -> set[Key]:
    if photo is None or not photo.size:
        return set()
    partition = fingerprint_key(photo.owner_id)
    return {Key(partition, f"{band}#{photo.photo_id}") for band in bands(photo.fingerprint)}
