"""Posts to a Facebook Page: a photo that nobody sees yet, then one feed post that shows it.

The irreversible call is `POST /{page}/feed`. https://developers.facebook.com/docs/pages-api/posts
"""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from functions.channels.adapters.facebook_consent import FacebookConsent
from functions.channels.adapters.facebook_meter import FacebookMeter
from functions.channels.adapters.graph import Graph, instant
from functions.channels.adapters.meta_insights import judge
from functions.channels.adapters.registry import Adapters, Tools
from functions.channels.model.connection import Account
from functions.channels.model.listing import Listing
from functions.channels.model.platforms import platform
from functions.channels.model.steps import Finding, Handle, NotThere, Published, Ready, Step
from kernel.errors import Problem

_ABLE = platform("facebook")

Fields = dict[str, str]

_POST_FIELDS = (
    "id,message,created_time,permalink_url,attachments{target{id},subattachments{target{id}}}"
)
_CLOCKS_APART = timedelta(minutes=2)
_MOST_POSTS = 100


def photo_fields(listing: Listing) -> Fields:
    """The form of an unpublished photo."""
    fields = {"url": listing.pictures[_ABLE.image.rendition].url, "published": "false"}
    return fields | ({"alt_text_custom": listing.alt_text} if listing.alt_text else {})


def feed_fields(listing: Listing, photo_id: str) -> Fields:
    """The form of the feed post that shows the photo."""
    attached = json.dumps([{"media_fbid": photo_id}], separators=(",", ":"))
    return {"message": listing.text, "attached_media": attached}


def shows(post: Mapping[str, Any], photo_id: str) -> bool:
    """Whether a feed post shows the photo: exact, where a text could be somebody's copy."""
    return photo_id in set(_targets(post.get("attachments")))


def _targets(attachments: Any) -> Iterable[str]:  # noqa: ANN401  # any JSON
    for one in (attachments or {}).get("data", []):
        yield str((one.get("target") or {}).get("id", ""))
        yield from _targets(one.get("subattachments"))


def found(
    posts: Iterable[Mapping[str, Any]], listing: Listing, photo_id: str, since: datetime
) -> Mapping[str, Any] | None:
    """Our post among a Page's: the one with our photo; without a photo id, the same words."""
    for post in posts:
        if photo_id:
            if shows(post, photo_id):
                return post
        elif (
            post.get("message", "").strip() == listing.text.strip()
            and instant(post["created_time"]) >= since
        ):
            return post
    return None


class FacebookChannel:
    """The `Channel` of a Facebook Page; the account's token is the Page's own."""

    def __init__(self, graph: Graph, www: str) -> None:
        self._graph = graph
        self._www = www

    def start(self, account: Account, listing: Listing) -> Step:
        """Upload the photo unpublished; one that is never posted stays invisible."""
        photo = self._graph.write(
            f"{account.account_id}/photos", account.token, photo_fields(listing)
        )
        return Ready(Handle(str(photo["id"]), "photo"))

    def check(self, account: Account, listing: Listing, handle: Handle) -> Step:  # noqa: ARG002  # the port's
        """Nothing is ever waited for."""
        return Ready(handle)

    def finish(self, account: Account, listing: Listing, handle: Handle) -> Published:
        """Post to the Page's feed."""
        post = self._graph.write(
            f"{account.account_id}/feed",
            account.token,
            feed_fields(listing, handle.ref),
            effect=True,
        )
        post_id = str(post["id"])
        return Published(post_id, self._permalink(account, post_id))

    def reconcile(
        self, account: Account, listing: Listing, handle: Handle | None, since: datetime
    ) -> Finding:
        """Look through the Page's feed for a post with our photo."""
        start = since - _CLOCKS_APART
        feed = self._graph.read(
            f"{account.account_id}/feed",
            account.token,
            fields=_POST_FIELDS,
            since=str(int(start.timestamp())),
            limit=str(_MOST_POSTS),
        )
        post = found(feed["data"], listing, handle.ref if handle else "", start)
        if post is None:
            return NotThere()
        return Published(str(post["id"]), post.get("permalink_url") or self._guess(post["id"]))

    def _permalink(self, account: Account, post_id: str) -> str:
        # The post is there: nothing that goes wrong from here on may say otherwise.
        try:
            seen = self._graph.read(post_id, account.token, fields="id,permalink_url")
        except Problem:
            return self._guess(post_id)
        return str(seen.get("permalink_url") or self._guess(post_id))

    def _guess(self, post_id: str) -> str:
        return f"{self._www}/{post_id}"


def adapters(tools: Tools) -> Adapters:
    """All that speaks to Facebook Pages."""
    given = tools.given
    app = (given["facebook_app_id"], given["facebook_app_secret"])
    graph = Graph("Facebook", given["facebook_graph_url"], app[1], tools.client)
    www = given["facebook_www_url"]
    consent = FacebookConsent(graph, www, app, tools.clock) if all(app) else None
    counting = Graph("Facebook", given["facebook_graph_url"], app[1], tools.client, judge)
    meter = FacebookMeter(counting, tools.clock)
    return Adapters(FacebookChannel(graph, www), consent, meter=meter)
