import json

import httpx2
import pytest

from tests.integration.sandbox.conftest import MOMENT
from tests.integration.sandbox.meta.oauth_steps import (
    GRAPH,
    OTHER_PAGE,
    PAGE,
    PAGE_SCOPES,
    Reply,
    effects,
    page_token,
    reply,
    user_token,
)
from tests.integration.sandbox.picture_server import PictureServer, drawn, padded

MEGABYTE = 1024 * 1024


class Owner:
    """The Page's token and the calls that it makes."""

    def __init__(self, http: httpx2.Client) -> None:
        self.http = http
        self.token = page_token(http)

    def post(self, edge: str, page: str = PAGE, **fields: str) -> Reply:
        given = {"access_token": self.token, **fields}
        return reply(self.http.post(f"{GRAPH}/{page}/{edge}", data=given))

    def get(self, node: str, **params: str | int) -> Reply:
        given = {"access_token": self.token, **params}
        return reply(self.http.get(f"{GRAPH}/{node}", params=given))


@pytest.fixture
def owner(http: httpx2.Client) -> Owner:
    return Owner(http)


def test_a_photo_by_address_becomes_a_post_that_people_see(
    owner: Owner, http: httpx2.Client, picture_server: PictureServer
) -> None:
    url = picture_server.add(drawn(640, 480, colour=(180, 90, 20)))
    made = owner.post("photos", url=url, message="A brass horse", alt_text_custom="A horse").body
    post = owner.get(made["post_id"], fields="permalink_url,message,attachments{media,target}").body
    assert post["message"] == "A brass horse"
    assert post["attachments"]["data"][0]["target"]["id"] == made["id"]
    assert post["attachments"]["data"][0]["media"]["image"]["width"] == 640
    shown = http.get(post["permalink_url"])
    assert shown.status_code == 200
    assert "A brass horse" in shown.text
    assert effects(http, "facebook") == [made["post_id"]]


def test_an_uploaded_photo_is_kept_byte_for_byte(owner: Owner, http: httpx2.Client) -> None:
    content = drawn(300, 200, "PNG")
    made = http.post(
        f"{GRAPH}/{PAGE}/photos",
        data={"access_token": owner.token, "published": "false"},
        files={"source": ("horse.png", content, "image/png")},
    ).json()
    assert set(made) == {"id"}
    photo = owner.get(made["id"], fields="images,width,height").body
    assert http.get(photo["images"][0]["source"]).content == content
    assert effects(http, "facebook") == []


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (padded(drawn(), 4 * MEGABYTE), (324, 1366046)),
        (drawn(kind="BMP"), (324, 1366046)),
        (drawn()[:400], (324, 2069019)),
        (b"<html>not a picture</html>", (324, 2069019)),
    ],
)
def test_a_picture_that_meta_does_not_take_is_refused(
    owner: Owner, picture_server: PictureServer, content: bytes, error: tuple[int, int]
) -> None:
    refused = owner.post("photos", url=picture_server.add(content))
    assert (refused.status, refused.error) == (400, error)


def test_one_byte_under_four_megabytes_is_taken(
    owner: Owner, picture_server: PictureServer
) -> None:
    url = picture_server.add(padded(drawn(), 4 * MEGABYTE - 1))
    assert owner.post("photos", url=url, published="false").status == 200


def test_an_address_that_does_not_answer_is_refused(
    owner: Owner, picture_server: PictureServer
) -> None:
    assert owner.post("photos", url=picture_server.add(b"", 404)).error == (324, 2069019)
    assert owner.post("photos").error == (324, None)


def photo(owner: Owner, picture_server: PictureServer) -> str:
    made = owner.post("photos", url=picture_server.add(drawn()), published="false")
    return str(made.body["id"])


def attached(*photos: str) -> str:
    return json.dumps([{"media_fbid": one} for one in photos])


def test_several_photos_make_one_post(
    owner: Owner, http: httpx2.Client, picture_server: PictureServer
) -> None:
    photos = [photo(owner, picture_server) for _ in range(3)]
    made = owner.post("feed", message="Three", attached_media=attached(*photos)).body
    listed = owner.get(f"{PAGE}/feed", fields="id,message,attachments,created_time").body["data"]
    assert [one["id"] for one in listed] == [made["id"]]
    album = listed[0]["attachments"]["data"][0]
    assert album["media_type"] == "album"
    assert [one["target"]["id"] for one in album["subattachments"]["data"]] == photos
    assert effects(http, "facebook") == [made["id"]]


def test_a_photo_is_posted_once(owner: Owner, picture_server: PictureServer) -> None:
    one = photo(owner, picture_server)
    assert owner.post("feed", message="First", attached_media=attached(one)).status == 200
    again = owner.post("feed", message="Second", attached_media=attached(one))
    assert again.error == (100, 1366051)


def test_indexed_attachments_are_understood(owner: Owner, picture_server: PictureServer) -> None:
    one = {"attached_media[0]": json.dumps({"media_fbid": photo(owner, picture_server)})}
    assert owner.post("feed", message="Indexed", **one).status == 200


def test_the_last_words_again_are_506_and_no_second_post(owner: Owner, http: httpx2.Client) -> None:
    first = owner.post("feed", message="Diwali stall opens")
    assert owner.post("feed", message="Diwali stall opens").error == (506, 1455006)
    assert effects(http, "facebook") == [first.body["id"]]
    assert owner.post("feed", message="Something between").status == 200
    assert owner.post("feed", message="Diwali stall opens").status == 200


def test_the_same_words_with_new_photos_are_posted_again(
    owner: Owner, http: httpx2.Client, picture_server: PictureServer
) -> None:
    for _ in range(2):
        one = photo(owner, picture_server)
        assert owner.post("feed", message="Horse", attached_media=attached(one)).status == 200
    assert len(effects(http, "facebook")) == 2


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({}, (100, 1349125)),
        ({"message": "x" * 63_207}, (100, None)),
        ({"message": "x", "link": "not an address"}, (100, 1609005)),
        ({"message": "x", "link": "https://www.facebook.com/x"}, (100, 1609008)),
        ({"message": "x", "attached_media": attached("1")}, (100, None)),
        ({"message": "x", "attached_media": "{}"}, (100, None)),
        ({"message": "x", "published": "perhaps"}, (100, None)),
    ],
)
def test_a_post_that_meta_does_not_take_is_refused(
    owner: Owner, http: httpx2.Client, fields: dict[str, str], error: tuple[int, int | None]
) -> None:
    assert owner.post("feed", **fields).error == error
    assert effects(http, "facebook") == []


def test_a_scheduled_post_appears_at_its_time(owner: Owner, http: httpx2.Client) -> None:
    at = str(int(MOMENT) + 3600)
    made = owner.post("feed", message="Later", published="false", scheduled_publish_time=at).body
    assert owner.get(f"{PAGE}/feed").body["data"] == []
    assert effects(http, "facebook", "scheduled") == [made["id"]]
    http.post("/_sandbox/clock", json={"advance": 3601})
    shown = owner.get(f"{PAGE}/feed").body["data"]
    assert [one["id"] for one in shown] == [made["id"]]


@pytest.mark.parametrize("seconds", [599, 31 * 86400])
def test_a_schedule_outside_the_window_is_refused(owner: Owner, seconds: int) -> None:
    at = str(int(MOMENT) + seconds)
    refused = owner.post("feed", message="x", published="false", scheduled_publish_time=at)
    assert refused.error == (100, None)


def test_since_limit_and_cursor_walk_the_feed(owner: Owner, http: httpx2.Client) -> None:
    made = []
    for number in range(3):
        made.append(owner.post("feed", message=f"Post {number}").body["id"])
        http.post("/_sandbox/clock", json={"advance": 60})
    newest = owner.get(f"{PAGE}/feed", since=int(MOMENT) + 60).body["data"]
    assert [one["id"] for one in newest] == [made[2], made[1]]
    first = owner.get(f"{PAGE}/feed", limit=2).body
    after = first["paging"]["cursors"]["after"]
    rest = owner.get(f"{PAGE}/feed", limit=2, after=after).body["data"]
    assert [one["id"] for one in [*first["data"], *rest]] == made[::-1]


def test_words_can_be_changed_and_a_post_deleted(owner: Owner, http: httpx2.Client) -> None:
    made = owner.post("feed", message="Befor").body["id"]
    changed = http.post(f"{GRAPH}/{made}", data={"access_token": owner.token, "message": "Before"})
    assert changed.json() == {"success": True}
    assert owner.get(made).body["message"] == "Before"
    gone = http.delete(f"{GRAPH}/{made}", params={"access_token": owner.token})
    assert gone.json() == {"success": True}
    assert owner.get(made).error == (100, 33)
    assert effects(http, "facebook", "deleted") == [made]


def test_a_page_token_sees_and_writes_only_its_own_page(owner: Owner, http: httpx2.Client) -> None:
    assert owner.post("feed", page=OTHER_PAGE, message="x").error == (100, 33)
    made = owner.post("feed", message="Mine").body["id"]
    other = page_token(http, page=OTHER_PAGE)
    assert reply(http.get(f"{GRAPH}/{made}", params={"access_token": other})).error == (100, 33)
    gone = http.delete(f"{GRAPH}/{made}", params={"access_token": other})
    assert reply(gone).error == (100, 33)


def test_a_missing_permission_is_200_and_nothing_is_posted(http: httpx2.Client) -> None:
    user = user_token(http, [scope for scope in PAGE_SCOPES if scope != "pages_manage_posts"])
    form = {"access_token": page_token(http, user), "message": "x"}
    refused = reply(http.post(f"{GRAPH}/{PAGE}/feed", data=form))
    assert (refused.status, refused.error) == (403, (200, None))
    assert effects(http, "facebook") == []


def test_an_unknown_field_is_error_100(owner: Owner) -> None:
    made = owner.post("feed", message="x").body["id"]
    assert owner.get(made, fields="id,likes_of_my_aunt").error == (100, None)
    assert owner.get(made, fields="id,a-b").error == (2500, None)


def test_answers_carry_the_usage_headers(owner: Owner, http: httpx2.Client) -> None:
    answer = http.get(f"{GRAPH}/{PAGE}/feed", params={"access_token": owner.token})
    assert set(json.loads(answer.headers["x-app-usage"])) == {
        "call_count",
        "total_cputime",
        "total_time",
    }
    assert PAGE in json.loads(answer.headers["x-business-use-case-usage"])
