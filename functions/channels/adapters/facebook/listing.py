"""Posts to a Facebook Page: photos that nobody sees yet, then one feed post that shows them.

The irreversible call is `POST /{page}/feed`. https://developers.facebook.com/docs/pages-api/posts
"""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import Any

from functions.channels.adapters.facebook.listing_edit import shown_at
from functions.channels.adapters.http.pictures import described
from functions.channels.adapters.http.responses import identified, listed
from functions.channels.adapters.meta.graph import Graph
from functions.channels.model.connection import Account
from functions.channels.model.listing import (
    Finding,
    Handle,
    Listing,
    NotThere,
    Published,
    Ready,
    Step,
    Undetermined,
)
from functions.channels.model.platforms import platform

_CAPABILITIES = platform("facebook")

Fields = dict[str, str]

_POST_FIELDS = (
    "id,message,created_time,permalink_url,attachments{target{id},subattachments{target{id}}}"
)
_CLOCKS_APART = timedelta(minutes=2)
_MOST_POSTS = 100
_AT_ONCE = 2
"""Uploads side by side: Meta fetches every photo before it answers."""


def photo_forms(listing: Listing) -> list[Fields]:
    """The form of each unpublished photo, in the listing's order."""
    pictures = listing.shown(_CAPABILITIES.image.rendition, _CAPABILITIES.photos_max)
    forms = []
    for place, picture in enumerate(pictures):
        alt = described(listing, place, len(pictures), _CAPABILITIES.text)
        fields = {"url": picture.url, "published": "false"}
        forms.append(fields | ({"alt_text_custom": alt} if alt else {}))
    return forms


def feed_fields(listing: Listing, photos: Sequence[str]) -> Fields:
    """The form of the feed post that shows the photos with these ids."""
    attached = json.dumps([{"media_fbid": photo} for photo in photos], separators=(",", ":"))
    return {"message": listing.text, "attached_media": attached}


def handle_of(photos: Sequence[str]) -> Handle:
    """The handle of the uploaded photos; `detail` has their ids where there are several."""
    detail = {"photos": ",".join(photos)} if len(photos) > 1 else {}
    return Handle(photos[0], "photo", detail)


def photos_of(handle: Handle | None) -> tuple[str, ...]:
    """The ids of the uploaded photos, the first one's first."""
    if handle is None:
        return ()
    return tuple(handle.detail.get("photos", handle.ref).split(","))


def shows(post: Mapping[str, Any], photos: Collection[str]) -> bool:
    """Whether a feed post shows any of the photos: exact, unlike a comparison of texts."""
    return not set(photos).isdisjoint(_targets(post.get("attachments")))


def _targets(attachments: Any) -> Iterable[str]:  # noqa: ANN401  # any JSON
    for one in (attachments or {}).get("data", []):
        yield str((one.get("target") or {}).get("id", ""))
        yield from _targets(one.get("subattachments"))


def found(posts: Iterable[Mapping[str, Any]], photos: Collection[str]) -> Mapping[str, Any] | None:
    """Our post among a Page's: one with any of our photos, which no other post can show.

    The same words prove nothing: two posts of one piece have them.
    """
    return next((post for post in posts if shows(post, photos)), None)


class FacebookChannel:
    """The `Channel` of a Facebook Page; the account's token is the Page's own."""

    def __init__(self, graph: Graph, www: str) -> None:
        self._graph = graph
        self._www = www

    def start(self, account: Account, listing: Listing) -> Step:
        """Upload the photos unpublished; those that are never posted stay invisible."""

        def upload(fields: Fields) -> str:
            photo = self._graph.write(f"{account.account_id}/photos", account.token, fields)
            return identified(_CAPABILITIES.name, photo)

        with ThreadPoolExecutor(_AT_ONCE) as side_by_side:
            return Ready(handle_of(list(side_by_side.map(upload, photo_forms(listing)))))

    def check(self, account: Account, listing: Listing, handle: Handle) -> Step:  # noqa: ARG002  # the port's
        """Answer `Ready` at once: unpublished photos need no waiting."""
        return Ready(handle)

    def finish(self, account: Account, listing: Listing, handle: Handle) -> Published:
        """Post to the Page's feed."""
        post = self._graph.write(
            f"{account.account_id}/feed",
            account.token,
            feed_fields(listing, photos_of(handle)),
            effect=True,
        )
        post_id = identified(_CAPABILITIES.name, post, effect=True)
        return Published(post_id, shown_at(self._graph, self._www, account, post_id))

    def reconcile(
        self,
        account: Account,
        listing: Listing,  # noqa: ARG002  # the port's
        handle: Handle | None,
        since: datetime,
    ) -> Finding:
        """Look for a post with our photos in the Page's feed; without photos, no post was made."""
        if handle is None:
            return NotThere()
        start = since - _CLOCKS_APART
        feed = self._graph.read(
            f"{account.account_id}/feed",
            account.token,
            fields=_POST_FIELDS,
            since=str(int(start.timestamp())),
            limit=str(_MOST_POSTS),
        )
        posts = listed(_CAPABILITIES.name, feed, "data")
        post = found(posts, photos_of(handle))
        if post is None and len(posts) >= _MOST_POSTS:
            return Undetermined("The Page has had more posts since than Facebook tells at once.")
        if post is None:
            return NotThere()
        return Published(
            str(post["id"]), str(post.get("permalink_url") or f"{self._www}/{post['id']}")
        )
