import httpx2
import pytest

from infra.local.sandbox.instagram.registration import APP as INSTAGRAM
from tests.integration.sandbox.meta.oauth_steps import (
    IG,
    IG_SCOPES,
    Reply,
    effects,
    instagram_short,
    instagram_token,
    reply,
)
from tests.integration.sandbox.picture_server import PictureServer, drawn, padded

MEGABYTE = 1024 * 1024
DAY = 86400


class Account:
    """The account's token and the calls that it makes."""

    def __init__(self, http: httpx2.Client) -> None:
        self.http = http
        self.token = instagram_token(http)
        self.id = str(self.get("me", fields="user_id,username").body["user_id"])

    def get(self, node: str, **params: str | int) -> Reply:
        given = {"access_token": self.token, **params}
        return reply(self.http.get(f"{IG}/{node}", params=given))

    def post(self, edge: str, **fields: str) -> Reply:
        given = {"access_token": self.token, **fields}
        return reply(self.http.post(f"{IG}/{self.id}/{edge}", data=given))

    def container(self, picture_server: PictureServer, **fields: str) -> str:
        made = self.post("media", image_url=picture_server.add(drawn()), **fields)
        assert made.status == 200, made.body
        return str(made.body["id"])

    def wait(self, seconds: float = 2) -> None:
        self.http.post("/_sandbox/clock", json={"advance": seconds})

    def status(self, container: str) -> str:
        return str(self.get(container, fields="status_code,status").body["status_code"])


@pytest.fixture
def account(http: httpx2.Client) -> Account:
    return Account(http)


def test_a_container_ripens_and_becomes_a_post_that_people_see(
    account: Account, http: httpx2.Client, picture_server: PictureServer
) -> None:
    container = account.container(
        picture_server, caption="A brass horse #dokra", alt_text="A horse"
    )
    assert account.status(container) == "IN_PROGRESS"
    early = account.post("media_publish", creation_id=container)
    assert (early.status, early.error) == (400, (9007, 2207027))
    account.wait()
    assert account.status(container) == "FINISHED"
    media = account.post("media_publish", creation_id=container).body["id"]
    assert account.status(container) == "PUBLISHED"
    fields = "permalink,timestamp,media_type,caption,alt_text,username"
    received = account.get(media, fields=fields).body
    assert (received["media_type"], received["caption"]) == ("IMAGE", "A brass horse #dokra")
    shown = http.get(received["permalink"])
    assert shown.status_code == 200
    assert "A brass horse #dokra" in shown.text
    assert effects(http, "instagram") == [media]


def test_the_same_container_is_published_once(
    account: Account, http: httpx2.Client, picture_server: PictureServer
) -> None:
    container = account.container(picture_server)
    account.wait()
    media = account.post("media_publish", creation_id=container).body["id"]
    assert account.post("media_publish", creation_id=container).error == (9007, 2207027)
    assert effects(http, "instagram") == [media]


def test_a_container_expires_after_a_day(account: Account, picture_server: PictureServer) -> None:
    container = account.container(picture_server)
    account.wait(DAY)
    assert account.status(container) == "EXPIRED"
    assert account.post("media_publish", creation_id=container).error == (-2, 2207020)


def test_an_unknown_container_is_not_found(account: Account) -> None:
    assert account.post("media_publish", creation_id="17900000000009999").error == (24, 2207008)
    assert account.get("17900000000009999", fields="status_code").error == (100, 33)


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (drawn(kind="PNG"), (36001, 2207005)),
        (drawn(kind="WEBP"), (36001, 2207005)),
        (b"no picture", (36001, 2207005)),
        (drawn()[:500], (36001, 2207005)),
        (padded(drawn(), 8 * MEGABYTE + 1), (36000, 2207004)),
        (drawn(790, 1000), (36003, 2207009)),
        (drawn(1920, 1000), (36003, 2207009)),
    ],
)
def test_a_picture_that_instagram_does_not_take_is_refused(
    account: Account, picture_server: PictureServer, content: bytes, error: tuple[int, int]
) -> None:
    refused = account.post("media", image_url=picture_server.add(content))
    assert (refused.status, refused.error) == (400, error)
    assert refused.body["error"]["error_user_msg"]


@pytest.mark.parametrize(("width", "height"), [(1080, 1350), (863, 1079), (1910, 1000), (800, 419)])
def test_the_bounds_of_the_ratio_are_taken(
    account: Account, picture_server: PictureServer, width: int, height: int
) -> None:
    assert account.post("media", image_url=picture_server.add(drawn(width, height))).status == 200


def test_exactly_eight_megabytes_are_taken(account: Account, picture_server: PictureServer) -> None:
    url = picture_server.add(padded(drawn(), 8 * MEGABYTE))
    assert account.post("media", image_url=url).status == 200


def test_an_address_that_does_not_answer_is_refused(
    account: Account, picture_server: PictureServer
) -> None:
    missing = account.post("media", image_url=picture_server.add(b"", 404))
    assert missing.error == (9004, 2207052)
    assert account.post("media").error == (100, None)


@pytest.mark.parametrize(
    ("caption", "error"),
    [
        ("x" * 2201, (36004, 2207010)),
        (" ".join(f"#tag{number}" for number in range(31)), (100, 2207040)),
        (" ".join(f"@name{number}" for number in range(21)), (100, 2207040)),
    ],
)
def test_a_caption_that_instagram_does_not_take_is_refused(
    account: Account, picture_server: PictureServer, caption: str, error: tuple[int, int]
) -> None:
    refused = account.post("media", image_url=picture_server.add(drawn()), caption=caption)
    assert refused.error == error


def test_the_longest_caption_and_thirty_hashtags_are_taken(
    account: Account, picture_server: PictureServer
) -> None:
    account.container(picture_server, caption="क" * 2200)
    account.container(picture_server, caption=" ".join(f"#tag{number}" for number in range(30)))


def test_video_and_unknown_types_are_refused(
    account: Account, picture_server: PictureServer
) -> None:
    refused = account.post("media", image_url=picture_server.add(drawn()), media_type="REELS")
    assert refused.error == (100, 2207023)


def test_a_carousel_is_one_post_of_its_items(
    account: Account, http: httpx2.Client, picture_server: PictureServer
) -> None:
    items = [account.container(picture_server, is_carousel_item="true") for _ in range(2)]
    made = account.post("media", media_type="CAROUSEL", children=",".join(items), caption="Two")
    account.wait()
    assert account.post("media_publish", creation_id=items[0]).error == (100, 2207028)
    media = account.post("media_publish", creation_id=made.body["id"]).body["id"]
    assert account.get(media, fields="media_type").body["media_type"] == "CAROUSEL_ALBUM"
    assert effects(http, "instagram") == [media]
    one = account.post("media", media_type="CAROUSEL", children=items[0])
    assert one.error == (100, 2207028)


def test_the_daily_quota_is_reported_and_kept(
    account: Account, http: httpx2.Client, picture_server: PictureServer
) -> None:
    http.post("/_sandbox/settings", json={"instagram_quota": 1})
    containers = [account.container(picture_server) for _ in range(2)]
    account.wait()
    assert account.post("media_publish", creation_id=containers[0]).status == 200
    assert account.post("media_publish", creation_id=containers[1]).error == (9, 2207042)
    received = account.get(f"{account.id}/content_publishing_limit", fields="config,quota_usage")
    assert received.body["data"] == [
        {"config": {"quota_total": 1, "quota_duration": DAY}, "quota_usage": 1}
    ]


def test_media_lists_newest_first_and_none_is_deleted_with_instagram_login(
    account: Account, http: httpx2.Client, picture_server: PictureServer
) -> None:
    made = []
    for caption in ("first", "second"):
        container = account.container(picture_server, caption=caption)
        account.wait()
        made.append(account.post("media_publish", creation_id=container).body["id"])
    listed = account.get(f"{account.id}/media", fields="id,caption,timestamp").body["data"]
    assert [one["caption"] for one in listed] == ["second", "first"]
    kept = reply(http.delete(f"{IG}/{made[1]}", params={"access_token": account.token}))
    assert (kept.status, kept.error) == (400, (100, 33))
    listed = account.get(f"{account.id}/media", limit=1).body["data"]
    assert [one["id"] for one in listed] == [made[1]]


def test_another_account_is_invisible(account: Account) -> None:
    assert account.get("17841499999999999/media").error == (100, 33)


def test_publishing_needs_its_scope(http: httpx2.Client, picture_server: PictureServer) -> None:
    token = instagram_token(http, IG_SCOPES[:1])
    form = {"access_token": token, "image_url": picture_server.add(drawn())}
    refused = reply(http.post(f"{IG}/me/media", data=form))
    assert (refused.status, refused.error) == (403, (10, None))


def test_the_first_token_lasts_an_hour_and_names_the_person(http: httpx2.Client) -> None:
    given = instagram_short(http)
    assert given["permissions"] == list(IG_SCOPES)
    params = {"access_token": given["access_token"], "fields": "username"}
    assert http.get(f"{IG}/{given['user_id']}", params=params).json()["username"] == "asha.dokra"
    http.post("/_sandbox/clock", json={"advance": 3601})
    late = reply(http.get(f"{IG}/me", params=params))
    assert (late.status, late.error) == (400, (190, 463))


def refresh(http: httpx2.Client, token: str) -> Reply:
    params = {"grant_type": "ig_refresh_token", "access_token": token}
    return reply(http.get("/graph.instagram.com/refresh_access_token", params=params))


def test_a_day_old_token_is_refreshed_for_sixty_more_days(http: httpx2.Client) -> None:
    token = instagram_token(http)
    assert refresh(http, token).error == (100, None)
    http.post("/_sandbox/clock", json={"advance": 59 * DAY})
    renewed = refresh(http, token).body
    assert renewed["access_token"] != token
    assert renewed["expires_in"] == 60 * DAY
    http.post("/_sandbox/clock", json={"advance": 2 * DAY})
    assert refresh(http, token).error == (190, 463)
    assert refresh(http, renewed["access_token"]).status == 200


def test_only_a_short_lived_token_is_exchanged(http: httpx2.Client) -> None:
    params = {
        "grant_type": "ig_exchange_token",
        "client_secret": INSTAGRAM.client_secret,
        "access_token": instagram_token(http),
    }
    assert reply(http.get("/graph.instagram.com/access_token", params=params)).error == (452, None)


def test_the_code_host_refuses_in_its_older_shape(http: httpx2.Client) -> None:
    refused = http.post("/api.instagram.com/oauth/access_token", data={"client_id": "1"})
    assert refused.status_code == 400
    assert refused.json() == {
        "error_type": "OAuthException",
        "code": 400,
        "error_message": "Invalid platform app",
    }
