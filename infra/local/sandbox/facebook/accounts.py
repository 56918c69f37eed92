"""The one Facebook user of the sandbox and the Pages that she runs."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Page:
    """A Page that can be chosen on the consent page."""

    id: str
    name: str
    category: str


USER_ID = "122093850000000001"
USER_NAME = "Asha Devi"
PAGES = (
    Page("104875291000001", "Asha Dokra Art", "Arts & Crafts Store"),
    Page("104875291000002", "Bastar Crafts Collective", "Non-profit organisation"),
)
TASKS = ("ADVERTISE", "ANALYZE", "CREATE_CONTENT", "MANAGE", "MESSAGING", "MODERATE")
SCOPES = {
    "public_profile": "see your name and profile picture",
    "email": "see your e-mail address",
    "pages_show_list": "see the list of your Pages",
    "pages_read_engagement": "read what your Pages published",
    "pages_manage_posts": "create, edit and delete posts of your Pages",
    "pages_manage_engagement": "answer comments on your Pages",
    "pages_read_user_content": "read what people write on your Pages",
    "pages_manage_metadata": "manage settings of your Pages",
    "business_management": "see your business accounts",
    "catalog_management": "keep the catalogues of your businesses",
    "read_insights": "read the numbers of your Pages",
    "publish_video": "publish videos on your Pages",
}


def page_by_id(page_id: str) -> Page | None:
    """The Page, or None."""
    return next((page for page in PAGES if page.id == page_id), None)
