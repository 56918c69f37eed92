"""Posts of a Page: what makes one acceptable, and how the Graph API describes it."""

import re
from urllib.parse import urlsplit

from infra.local.sandbox.facebook import pictures
from infra.local.sandbox.facebook.accounts import Page
from infra.local.sandbox.graph import GraphRefusal, Node, Parameters, graph_time, invalid
from infra.local.sandbox.post_metrics import metric_values
from infra.local.sandbox.world import Document, World

KIND = "facebook.post"
LONGEST = 63_206
SOONEST, LATEST = 10 * 60, 30 * 24 * 3600
DUPLICATE = (
    "(#506) Duplicate status message",
    1455006,
    "This status update is identical to the last one you posted. Try posting something different.",
)


def compose(world: World, page: Page, given: Parameters) -> Document:
    """Check a ``/feed`` request and make its post; nothing is stored when it is refused.

    Meta stops a *consecutive* duplicate only for words and links: a post with pictures is never
    taken for a duplicate here, because the pictures are new objects each time.
    """
    message, link = fitting(given.text("message") or ""), _link(given.text("link"))
    photos = [_attachable(world, page, one) for one in given.listed("attached_media")]
    if not (message.strip() or link or photos):
        raise invalid("(#100) Missing message or attachment", 1349125)
    published = given.flag("published", default=True)
    scheduled = _scheduled(world, given, published=published)
    post = {
        **_blank(world, page),
        "message": message,
        "link": link,
        "photos": [photo["id"] for photo in photos],
        "published": published,
        "scheduled": scheduled,
    }
    if published and not photos and _repeats_the_last(world, page, post):
        raise GraphRefusal(506, DUPLICATE[0], DUPLICATE[1], title="Duplicate", words=DUPLICATE[2])
    return store(world, post)


def fitting(message: str) -> str:
    """A post's words, if they are not too many."""
    if len(message) > LONGEST:
        raise invalid(f"(#100) Param message must be no longer than {LONGEST} characters.")
    return message


def of_photo(world: World, page: Page, photo: Document) -> Document:
    """The story of a photo that was published at once."""
    post = {**_blank(world, page), "message": photo["caption"], "photos": [photo["id"]]}
    return store(world, post)


def store(world: World, post: Document) -> Document:
    """Number the post, keep it, and mark its photos as used."""
    post["id"] = f"{post['page_id']}_{122200000000000000 + world.next_id(KIND)}"
    world.put(KIND, post["id"], post)
    for photo_id in post["photos"]:
        photo = world.get(pictures.KIND, photo_id)
        if photo is not None:
            world.put(pictures.KIND, photo_id, {**photo, "post_id": post["id"]})
    return post


def state(world: World, post: Document) -> str:
    """published, scheduled or unpublished, at the sandbox's time."""
    if post["published"]:
        return "published"
    if post["scheduled"] is None:
        return "unpublished"
    return "scheduled" if post["scheduled"] > world.now() else "published"


def live(world: World, page_id: str | None = None) -> list[Document]:
    """Posts that everybody sees, newest first."""
    found = world.find(KIND) if page_id is None else world.find(KIND, page_id=page_id)
    return newest_first([post for post in found if state(world, post) == "published"])


def newest_first(posts: list[Document]) -> list[Document]:
    """By when they became visible; of two at the same instant, the later made comes first."""
    return sorted(posts, key=shown_at)[::-1]


def shown_at(post: Document) -> float:
    """When the post became visible."""
    return float(post["scheduled"] or post["created"])


def post_node(world: World, page: Page, post: Document) -> Node:
    """Every field of a PagePost that the stand-in knows."""
    photos = [photo for one in post["photos"] if (photo := world.get(pictures.KIND, one))]
    picture = world.blob_url(photos[0]["blob"]) if photos else None
    waiting = state(world, post) == "scheduled"
    done = metric_values(world, post["id"], shown_at(post), ("reactions", "comments", "shares"))
    return {
        "id": post["id"],
        "attachments": {"data": _attachments(world, post, photos)} if photos else None,
        "created_time": graph_time(shown_at(post)),
        "from": {"name": page.name, "id": page.id},
        "full_picture": picture,
        "is_hidden": False,
        "is_published": state(world, post) == "published",
        "message": post["message"] or None,
        "permalink_url": permalink(world, post),
        "picture": picture,
        "scheduled_publish_time": int(post["scheduled"]) if waiting else None,
        "reactions": {"data": [], "summary": {"total_count": done.get("reactions", 0)}},
        "comments": {"data": [], "summary": {"total_count": done.get("comments", 0)}},
        # Meta leaves it out while nobody has shared the post.
        "shares": {"count": done["shares"]} if "shares" in done else None,
        "status_type": "added_photos" if photos else "mobile_status_update",
        "updated_time": graph_time(post["updated"]),
    }


def permalink(world: World, post: Document) -> str:
    """Where a person sees the post."""
    return f"{world.public_url}/people/facebook/{post['id']}"


def _attachments(world: World, post: Document, photos: list[Document]) -> list[Node]:
    each = [_attachment(world, photo) for photo in photos]
    if len(each) == 1:
        return each
    album = {"media_type": "album", "type": "album", "url": permalink(world, post)}
    return [{**album, "media": each[0]["media"], "subattachments": {"data": each}}]


def _attachment(world: World, photo: Document) -> Node:
    image = {
        "height": photo["height"],
        "src": world.blob_url(photo["blob"]),
        "width": photo["width"],
    }
    node = pictures.photo_node(world, photo)
    return {
        "description": photo["caption"] or None,
        "media": {"image": image},
        "media_type": "photo",
        "target": {"id": photo["id"], "url": node["link"]},
        "type": "photo",
        "url": node["link"],
    }


def _blank(world: World, page: Page) -> Document:
    now = world.now()
    return {
        "page_id": page.id,
        "message": "",
        "link": None,
        "photos": [],
        "published": True,
        "scheduled": None,
        "created": now,
        "updated": now,
    }


def _link(link: str | None) -> str | None:
    if not link:
        return None
    parts = urlsplit(link)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise GraphRefusal(100, "(#100) The url you supplied is invalid", 1609005)
    if re.fullmatch(r"(.+\.)?(facebook\.com|fb\.me)", parts.hostname):
        raise GraphRefusal(100, "(#100) You cannot share facebook.com links", 1609008)
    return link


def _attachable(world: World, page: Page, attached: object) -> Document:
    photo_id = attached.get("media_fbid") if isinstance(attached, dict) else None
    photo = world.get(pictures.KIND, str(photo_id))
    if photo is None or photo["page_id"] != page.id:
        raise invalid(f"(#100) Param attached_media: {photo_id} is not a photo of this Page")
    if photo["post_id"] is not None:
        raise invalid("(#100) These photos were already posted.", 1366051)
    return photo


def _scheduled(world: World, given: Parameters, *, published: bool) -> float | None:
    moment = given.moment("scheduled_publish_time")
    if moment is None:
        return None
    if published:
        raise invalid("(#100) You cannot specify a scheduled publish time on a published post.")
    if not world.now() + SOONEST <= moment <= world.now() + LATEST:
        raise invalid("(#100) The specified scheduled publish time is invalid.")
    return moment


def _repeats_the_last(world: World, page: Page, post: Document) -> bool:
    earlier = live(world, page.id)
    if not earlier:
        return False
    last = earlier[0]
    return not last["photos"] and (last["message"], last["link"]) == (post["message"], post["link"])
