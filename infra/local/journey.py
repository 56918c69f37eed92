"""Walks through Haat as an artisan's own program would: only by the public HTTP API.

The demo, the fault matrix and the benchmark share it, so that what they show is one journey.
"""

import json
import mimetypes
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx2

API = "/api/v1"
_POLL_SECONDS = 0.25


class JourneyBroken(Exception):
    """A step did not do what it should; the message says which and why."""


class Api:
    """Haat's API with one signed-in person."""

    def __init__(self, url: str) -> None:
        self.url = url.rstrip("/")
        self.http = httpx2.Client(base_url=self.url, timeout=60.0, trust_env=False)
        self._token = ""

    @property
    def token(self) -> str:
        """The access token of the signed-in person, for the WebSocket and other programs."""
        return self._token

    def sign_in(self, email: str, password: str) -> None:
        """Sign in; the token is kept for 15 minutes."""
        body = {"email": email, "password": password, "session": "token"}
        self._token = self.post("/auth/login", body)["access_token"]

    def register(self, email: str, password: str, name: str) -> None:
        """Sign up and stay signed in."""
        body = {"email": email, "password": password, "name": name, "session": "token"}
        self._token = self.post("/auth/register", body)["access_token"]

    def get(self, path: str) -> Any:  # noqa: ANN401  # JSON
        """The `data` of an answer."""
        return self._data(self.http.get(API + path, headers=self._headers()))

    def post(
        self, path: str, body: Mapping[str, object], headers: Mapping[str, str] | None = None
    ) -> Any:  # noqa: ANN401  # JSON
        """The `data` of the answer to a POST."""
        sent = {**self._headers(), **(headers or {})}
        return self._data(self.http.post(API + path, json=body, headers=sent))

    def put(self, path: str, body: Mapping[str, object]) -> Any:  # noqa: ANN401  # JSON
        """The `data` of the answer to a PUT."""
        return self._data(self.http.put(API + path, json=body, headers=self._headers()))

    def patch(
        self,
        path: str,
        body: Mapping[str, object] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Any:  # noqa: ANN401  # JSON
        """The `data` of the answer to a PATCH, perhaps without a body."""
        sent = {**self._headers(), **(headers or {})}
        return self._data(self.http.patch(API + path, json=body, headers=sent))

    def delete(self, path: str) -> Any:  # noqa: ANN401  # JSON
        """The `data` of the answer to a DELETE."""
        return self._data(self.http.delete(API + path, headers=self._headers()))

    def _headers(self) -> dict[str, str]:
        return {"authorization": f"Bearer {self._token}"} if self._token else {}

    def _data(self, answer: httpx2.Response) -> Any:  # noqa: ANN401  # JSON
        asked = f"{answer.request.method} {answer.request.url.path}"
        try:
            content = answer.json()
        except json.JSONDecodeError as error:
            raise JourneyBroken(f"{asked} answered {answer.status_code} without JSON") from error
        if not content.get("success"):
            problem = content.get("error", {})
            raise JourneyBroken(
                f"{asked}: {problem.get('message', answer.status_code)} {problem.get('details')}"
            )
        return content["data"]


class ConsentForm(HTMLParser):
    """Reads the one form of a consent page, as a person sees it: all that is ticked stays so."""

    def __init__(self) -> None:
        super().__init__()
        self.fields: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Collect hidden and ticked inputs."""
        given = dict(attrs)
        if tag != "input" or not given.get("name") or "disabled" in given:
            return
        if given.get("type") == "hidden" or "checked" in given:
            self.fields.append((given["name"] or "", given.get("value") or ""))


def connect_by_oauth(api: Api, platform: str, account: int = 0) -> None:
    """Connect a platform as its account's owner would: read the consent page and press Allow.

    Of several accounts `account` is the place of the one that is chosen. What the platform asks
    first is answered with its own example, which the stand-in knows.
    """
    able = next(one for one in api.get("/channels")["items"] if one["platform"] == platform)
    given = {"given": {ask["name"]: ask["example"] for ask in able["connect_inputs"]}}
    asked = api.post(f"/connections/{platform}/authorize", given)["authorize_url"]
    page = api.http.get(asked)
    form = ConsentForm()
    form.feed(page.text)
    allowed: dict[str, list[str]] = {"decision": ["allow"]}
    for name, value in form.fields:
        allowed.setdefault(name, []).append(value)
    decided = api.http.post(str(page.url.copy_with(query=None)), data=allowed)
    back = decided.headers.get("location", "")
    if not back:
        raise JourneyBroken(f"{platform}'s consent page answered {decided.status_code}")
    returned = api.http.get(back)
    outcome = parse_qs(urlsplit(returned.headers.get("location", "")).query)
    if platform not in outcome.get("connected", []):
        raise JourneyBroken(f"{platform} did not connect: {outcome or returned.status_code}")
    _choose_account(api, platform, account)


def _choose_account(api: Api, platform: str, account: int) -> None:
    for pending in api.get("/connections/pending")["items"]:
        if pending["platform"] == platform and pending["accounts"]:
            chosen = {
                "pending_id": pending["pending_id"],
                "account_id": pending["accounts"][account]["id"],
            }
            api.post(f"/connections/{platform}/account", chosen)


def connections_to(api: Api, platform: str) -> list[dict[str, Any]]:
    """The connections to accounts on one platform that work."""
    return [
        dict(one)
        for one in api.get("/connections")["items"]
        if one["platform"] == platform and one["status"] == "connected"
    ]


def upload(api: Api, photo: Path) -> str:
    """Upload a photograph straight to the bucket; answers its id."""
    content = photo.read_bytes()
    kind = "image/heic" if photo.suffix.lower() in (".heic", ".heif") else None
    kind = kind or mimetypes.guess_type(photo.name)[0] or "application/octet-stream"
    asked = {"filename": photo.name, "content_type": kind, "size": len(content)}
    ticket = api.post("/media/uploads", asked)
    sent = httpx2.post(
        ticket["url"],
        data=ticket["fields"],
        files={"file": (photo.name, content, kind)},
        timeout=120.0,
        trust_env=False,
    )
    if sent.status_code not in (200, 201, 204):
        raise JourneyBroken(f"the bucket refused the upload: {sent.status_code} {sent.text[:200]}")
    return str(ticket["photo_id"])


def until(
    read: Callable[[], dict[str, Any]], done: Callable[[dict[str, Any]], bool], seconds: float
) -> dict[str, Any]:
    """Read again and again until `done`; raises `JourneyBroken` after `seconds`."""
    last: dict[str, Any] = {}
    for last in _readings(read, seconds):
        if done(last):
            return last
    raise JourneyBroken(f"nothing more happened in {seconds:.0f} s: {last}")


def _readings(read: Callable[[], dict[str, Any]], seconds: float) -> Iterator[dict[str, Any]]:
    ends_at = time.monotonic() + seconds
    while time.monotonic() < ends_at:
        yield read()
        time.sleep(_POLL_SECONDS)


def ready_photo(api: Api, photo_id: str, seconds: float = 60) -> dict[str, Any]:
    """The photo once its renditions are there; raises when it was rejected."""
    photo = until(
        lambda: api.get(f"/media/{photo_id}"), lambda one: one["status"] != "uploading", seconds
    )
    if photo["status"] != "ready":
        raise JourneyBroken(f"the photograph was not accepted: {photo['reason']}")
    return photo


def ready_draft(api: Api, photo_id: str, facts: Mapping[str, object]) -> dict[str, Any]:
    """The words about a product with this photograph and `facts`, once they are there."""
    product = api.post("/products", {"photo_ids": [photo_id], **facts})
    draft = api.post("/drafts", {"product_id": product["product_id"]})
    return until(
        lambda: api.get(f"/drafts/{draft['draft_id']}"), lambda one: one["status"] == "ready", 60
    )


def approved_product(api: Api, photo_id: str, facts: Mapping[str, object]) -> str:
    """A product whose words are written and approved; answers its id."""
    draft = ready_draft(api, photo_id, facts)
    version = {"If-Match": f'"{draft["version"]}"'}
    api.post(f"/drafts/{draft['draft_id']}/approve", {}, version)
    return str(draft["product_id"])


def wish(
    api: Api, product_id: str, platforms: Iterable[str], *, publish: bool = False
) -> dict[str, Any]:
    """A post in the only account on each platform; what is not shown there is looked at first."""
    asked = {"product_id": product_id, "places": [{"platform": one} for one in platforms]}
    preview = api.post("/posts/preview", asked)
    places = [
        {"platform": one["platform"], "accepts": [loss["part"] for loss in one["losses"]]}
        for one in preview
    ]
    return {"product_id": product_id, "places": places, "publish": publish}


def by_platform(post: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """What a post shows on each platform: the publication there, or that it is planned."""
    return {
        target["platform"]: target["publication"]
        or {"platform": target["platform"], "status": "planned", "url": None, "reason": None}
        for target in post["targets"]
    }
