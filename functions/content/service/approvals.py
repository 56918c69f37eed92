"""Lets a second person approve one version of a draft, by a link and without an account."""

from collections.abc import Callable
from datetime import timedelta

from functions.content.errors.drafts import DraftNotFound
from functions.content.errors.review import (
    ApprovalLinkClosed,
    ApprovalLinkNotFound,
    TooManyLinks,
    TooManyTries,
)
from functions.content.model.approval_view import ApprovalView
from functions.content.model.draft import Draft
from functions.content.model.review import (
    LINK_FOR,
    OPEN_LINKS,
    ApprovalDecision,
    ApprovalLink,
    Author,
    Ending,
    Review,
)
from functions.content.model.versions import recorded
from functions.content.ports.drafts import Drafts, Pieces, Platforms
from functions.content.ports.review import ApprovalLinks, ApprovalViews
from functions.content.service.draft_creation import found_draft
from functions.content.service.reviews import decision_event, must_be_fit
from kernel.clock import Clock
from kernel.conflicts import retry_on_conflict
from kernel.errors import StaleWrite
from kernel.ids import Ids
from kernel.observability import log_event, log_security_event
from kernel.rate_limit import RateLimiter
from kernel.secret_links import digest

_UNKNOWN_A_MINUTE = 10
"""The most unknown tokens per network address: nobody needs more, a search needs 2²⁵⁵."""
_VIEWS_A_MINUTE = 60
"""The most uses of one token: a person who reads stays far below."""


class Approvals:
    """Creates, lists and revokes approval links, and records the one decision of each."""

    def __init__(  # noqa: PLR0913  # its collaborators
        self,
        *,
        drafts: Drafts,
        pieces: Pieces,
        links: ApprovalLinks,
        exhibits: ApprovalViews,
        platforms: Platforms,
        rate_limiter: RateLimiter,
        new_token: Callable[[], str],
        clock: Clock,
        ids: Ids,
    ) -> None:
        self._drafts = drafts
        self._pieces = pieces
        self._links = links
        self._exhibits = exhibits
        self._platforms = platforms
        self._rate_limiter = rate_limiter
        self._new_token = new_token
        self._clock = clock
        self._ids = ids

    def ask(self, owner_id: str, draft_id: str, name: str, hours: int) -> tuple[ApprovalLink, str]:
        """Create an approval link for the draft's current version; returns the link and its token.

        No other call returns the token. Raises `DraftNotFound`, `DraftNotReady`, `TextRejected` and
        `TooManyLinks`.
        """
        draft = found_draft(self._drafts, owner_id, draft_id)
        must_be_fit(draft, self._platforms)
        now = self._clock.now()
        kept = self._links.of(draft_id)
        if sum(one.ended(draft.version, now) is None for one in kept) >= OPEN_LINKS:
            raise TooManyLinks(OPEN_LINKS)
        token = self._new_token()
        link = ApprovalLink(
            link_id=self._ids.new("link"),
            owner_id=owner_id,
            draft_id=draft_id,
            draft_version=draft.version,
            digest=digest(token),
            name=name,
            created_at=now,
            until=now + min(timedelta(hours=hours), LINK_FOR),
        )
        self._links.add(link)
        return link, token

    def links(self, owner_id: str, draft_id: str) -> list[tuple[ApprovalLink, Ending | None]]:
        """The draft's links, the newest first, each with how it ended (None: still valid)."""
        draft = found_draft(self._drafts, owner_id, draft_id)
        now = self._clock.now()
        return [(one, one.ended(draft.version, now)) for one in self._links.of(draft_id)]

    def revoke(self, owner_id: str, draft_id: str, link_id: str) -> None:
        """Revoke a link.

        Raises `DraftNotFound`, `ApprovalLinkNotFound`, and `ApprovalLinkClosed` once decided.
        """
        found_draft(self._drafts, owner_id, draft_id)
        retry_on_conflict(lambda: self._revoke(draft_id, link_id))

    def _revoke(self, draft_id: str, link_id: str) -> None:
        link = next((one for one in self._links.of(draft_id) if one.link_id == link_id), None)
        if link is None:
            raise ApprovalLinkNotFound
        if link.state == "revoked":
            return
        if link.state != "open":
            raise ApprovalLinkClosed(link.state)
        self._links.revoke(link.revoked(self._clock.now()))

    def look(self, token: str, network: str) -> ApprovalView:
        """The draft to approve, as the link shows it; `network` is the caller's network address.

        Raises `ApprovalLinkNotFound`, `ApprovalLinkClosed` and `TooManyTries`.
        """
        link = self._link(token, network)
        draft = self._open(link)
        piece = self._pieces.piece(link.owner_id, draft.product_id)
        photos = (self._exhibits.photo(link.owner_id, one) for one in piece.photo_ids)
        return ApprovalView(
            sender=self._exhibits.name(link.owner_id),
            draft=draft,
            facts=piece.facts,
            photos=tuple(photo for photo in photos if photo),
            limits=self._platforms.limits(),
            link=link,
        )

    def decide(self, token: str, network: str, decision: ApprovalDecision) -> Draft:
        """Approve or reject the draft in the link's version; of two concurrent calls one decides.

        Raises what `look` raises, and `TextRejected` when a platform has become stricter meanwhile.
        """
        link = self._link(token, network)
        draft = self._open(link)
        piece = self._pieces.piece(link.owner_id, draft.product_id)
        if decision.state == "approved":
            if not draft.agrees_with(piece):
                raise ApprovalLinkClosed("changed")
            must_be_fit(draft, self._platforms)
        now = self._clock.now()
        review = Review(decision.state, Author("approver", decision.name), now, decision.reason)
        done = draft.decided(review, now, piece)
        version = recorded(draft, done, review.by, review.state)
        try:
            self._links.decide(link.decided(review), done, version, decision_event(done, review))
        except StaleWrite as error:
            # Somebody was quicker: the link tells how it ended, or the draft was changed.
            latest = self._links.by_token(link.digest)
            ended = latest.state if latest and latest.state != "open" else "changed"
            raise ApprovalLinkClosed(ended) from error
        log_event("LinkDecided", link_id=link.link_id, state=review.state)
        return done

    def _link(self, token: str, network: str) -> ApprovalLink:
        now = self._clock.now()
        subject = f"network#{network}"
        self._take(subject, _UNKNOWN_A_MINUTE)
        link = self._links.by_token(digest(token))
        if link is None:
            raise ApprovalLinkNotFound
        self._rate_limiter.release(subject, now)
        self._take(f"link#{link.link_id}", _VIEWS_A_MINUTE)
        return link

    def _open(self, link: ApprovalLink) -> Draft:
        draft = self._drafts.find(link.owner_id, link.draft_id)
        there = draft and not draft.is_archived
        ended = link.ended(draft.version if draft and there else None, self._clock.now())
        if ended:
            raise ApprovalLinkClosed(ended)
        if draft is None:
            raise DraftNotFound
        return draft

    def _take(self, subject: str, most: int) -> None:
        wait = self._rate_limiter.acquire(subject, most, self._clock.now())
        if wait:
            log_security_event("TriesUsedUp", subject=subject.partition("#")[0])
            raise TooManyTries(wait)
