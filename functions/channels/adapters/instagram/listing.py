"""Posts to Instagram: a container is made of the picture, and published when it is finished.

Several pictures are a carousel: a container for each, and one that holds them and the caption.
The irreversible call is `POST /{ig_id}/media_publish`; the container's id is kept before it, and
its `status_code` later tells what happened.
https://developers.facebook.com/docs/instagram-platform/content-publishing
"""

from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import Any

from functions.channels.adapters.http.errors import ErrorClass, failure
from functions.channels.adapters.http.pictures import described
from functions.channels.adapters.http.responses import identified, listed
from functions.channels.adapters.meta.errors import BY_SUBCODE
from functions.channels.adapters.meta.graph import Graph, instant
from functions.channels.errors import (
    StartOver,
)
from functions.channels.model.connection import Account
from functions.channels.model.listing import (
    Alike,
    Handle,
    Listing,
    NotThere,
    Published,
    Ready,
    Sighting,
    Step,
    Undetermined,
    Waiting,
)
from functions.channels.model.platforms import platform
from kernel.clock import Clock, rfc3339
from kernel.errors import OutcomeUnknown, Problem, TryLater

_CAPABILITIES = platform("instagram")

Fields = dict[str, str]

_LONGEST_WAIT = timedelta(minutes=5)
"""Meta advises to give up on a container after five minutes."""
_CLOCKS_APART = timedelta(minutes=2)
_AT_ONCE = 2
"""Containers made side by side: Instagram fetches every picture before it answers."""


def container_forms(listing: Listing) -> list[Fields]:
    """The form of each picture's container; one of several pictures has no caption of its own."""
    pictures = listing.shown(_CAPABILITIES.image.rendition, _CAPABILITIES.photos_max)
    of = len(pictures)
    own = {"is_carousel_item": "true"} if of > 1 else {"caption": listing.text}
    forms = []
    for place, picture in enumerate(pictures):
        alt = described(listing, place, of, _CAPABILITIES.text)
        forms.append({"image_url": picture.url, **own} | ({"alt_text": alt} if alt else {}))
    return forms


def carousel_fields(listing: Listing, parts: Sequence[str]) -> Fields:
    """The form of the carousel's container, which holds the pictures' containers."""
    return {"media_type": "CAROUSEL", "children": ",".join(parts), "caption": listing.text}


def parts_of(handle: Handle) -> tuple[str, ...]:
    """The containers of a carousel's pictures; none for a single picture."""
    return tuple(one for one in handle.detail.get("parts", "").split(",") if one)


def pause(age: timedelta) -> float:
    """Seconds until the next look: pictures are ready in seconds, or else in minutes."""
    return 2.0 if age < timedelta(seconds=20) else 10.0 if age < timedelta(minutes=1) else 60.0


def refusal(status: str) -> Problem:
    """The failure behind a container in ERROR; its `status` text holds the subcode."""
    for word in status.replace(":", " ").replace(",", " ").replace(".", " ").split():
        if word.isdigit() and int(word) in BY_SUBCODE:
            rule = BY_SUBCODE[int(word)]
            if rule.error_class in (ErrorClass.REJECTED, ErrorClass.RECONNECT):
                return failure(rule, effect=False)
            return StartOver(rule.reason, after=rule.after)
    return StartOver("Instagram could not prepare the picture.", after=10)


def alike(
    media: Iterable[Mapping[str, Any]], listing: Listing, since: datetime
) -> list[Mapping[str, Any]]:
    """The account's media with our caption that are not older than `since`, the newest first.

    A media does not name its container, and each post of a piece has this caption.
    """
    found = [
        one
        for one in media
        if one.get("caption", "").strip() == listing.text.strip()
        and instant(one["timestamp"]) >= since
    ]
    return sorted(found, key=lambda one: instant(one["timestamp"]), reverse=True)


class InstagramChannel:
    """The `Channel` of a professional Instagram account (Instagram Login)."""

    def __init__(self, graph: Graph, www: str, clock: Clock) -> None:
        self._graph = graph
        self._www = www
        self._clock = clock

    def start(self, account: Account, listing: Listing) -> Step:
        """Make the containers, and look at them once: pictures are often finished at once."""
        handle = self._made(account, listing)
        try:
            return self.check(account, listing, handle)
        except StartOver:
            raise
        except TryLater:
            # The container is there: its id must not be lost over a look that failed.
            return Waiting(handle, 2)

    def _made(self, account: Account, listing: Listing) -> Handle:
        def make(fields: Fields) -> str:
            container = self._graph.write(f"{account.account_id}/media", account.token, fields)
            return identified(_CAPABILITIES.name, container)

        with ThreadPoolExecutor(_AT_ONCE) as side_by_side:
            made = list(side_by_side.map(make, container_forms(listing)))
        detail = {"made_at": rfc3339(self._clock.now())}
        if len(made) == 1:
            return Handle(made[0], "container", detail)
        whole = make(carousel_fields(listing, made))
        return Handle(whole, "container", {**detail, "parts": ",".join(made)})

    def check(self, account: Account, listing: Listing, handle: Handle) -> Step:  # noqa: ARG002  # the port's
        """Read the container's status, and that of each picture in it."""
        code, status = self._status(account, handle.ref)
        if code == "PUBLISHED":
            raise OutcomeUnknown("Instagram has published it already.")
        stands = [(code, status), *(self._status(account, one) for one in parts_of(handle))]
        for code, status in stands:
            if code == "EXPIRED":
                raise StartOver("The prepared picture has expired.", after=1)
            if code not in ("FINISHED", "IN_PROGRESS"):
                raise refusal(status)
        if any(code == "IN_PROGRESS" for code, _ in stands):
            return self._patient(handle)
        return Ready(handle)

    def _patient(self, handle: Handle) -> Waiting:
        age = self._clock.now() - self._made_at(handle)
        if age > _LONGEST_WAIT:
            raise StartOver("Instagram did not finish the picture in time.", after=10)
        return Waiting(handle, pause(age))

    def finish(self, account: Account, listing: Listing, handle: Handle) -> Published:  # noqa: ARG002  # the port's
        """Publish the container."""
        try:
            media = self._graph.write(
                f"{account.account_id}/media_publish",
                account.token,
                {"creation_id": handle.ref},
                effect=True,
            )
        except TryLater as refused:
            self._must_be_unpublished(account, handle, refused)
            raise
        media_id = identified(_CAPABILITIES.name, media, effect=True)
        return Published(media_id, self._permalink(account, media_id))

    def _must_be_unpublished(self, account: Account, handle: Handle, refused: TryLater) -> None:
        """Raise if the container is published: Meta refuses it as “not ready” (9007/2207027)."""
        try:
            code, _ = self._status(account, handle.ref)
        except Problem:
            return
        if code == "PUBLISHED":
            raise OutcomeUnknown("Instagram has published it already.") from refused

    def reconcile(
        self, account: Account, listing: Listing, handle: Handle | None, since: datetime
    ) -> Sighting:
        """Read the container's status; without a container nothing was ever published."""
        if handle is None:
            return NotThere()
        code, _ = self._status(account, handle.ref)
        if code == "PUBLISHED":
            return self._alike(account, listing, since)
        if code == "FINISHED":
            return Ready(handle)
        if code == "IN_PROGRESS":
            return Undetermined("Instagram is still working on the picture.")
        return NotThere()

    def _status(self, account: Account, container: str) -> tuple[str, str]:
        node = self._graph.read(container, account.token, fields="id,status_code,status")
        return str(node.get("status_code", "")), str(node.get("status", ""))

    def _alike(self, account: Account, listing: Listing, since: datetime) -> Alike:
        start = since - _CLOCKS_APART
        media = self._graph.read(
            f"{account.account_id}/media",
            account.token,
            fields="id,caption,timestamp,permalink",
            since=str(int(start.timestamp())),
        )
        found = alike(listed(_CAPABILITIES.name, media, "data"), listing, start)
        seen = (
            Published(str(one["id"]), str(one.get("permalink") or self._profile(account)))
            for one in found
        )
        reason = "Instagram says it is published, and not under which number."
        return Alike(tuple(seen), reason, is_out=True)

    def _permalink(self, account: Account, media_id: str) -> str:
        # It is published: nothing that goes wrong from here on may say otherwise.
        try:
            seen = self._graph.read(media_id, account.token, fields="id,permalink")
        except Problem:
            return self._profile(account)
        return str(seen.get("permalink") or self._profile(account))

    def _profile(self, account: Account) -> str:
        return f"{self._www}/{account.name}/"

    @staticmethod
    def _made_at(handle: Handle) -> datetime:
        return datetime.fromisoformat(handle.detail["made_at"])
