"""A listing for tests that need no network."""

from functions.channels.model.listing import Listing, Picture
from kernel.money import Money


def listing() -> Listing:
    """A brass elephant with all that any platform needs."""
    jpeg = Picture("https://haat.example/media/p/square.jpg", 1000, 1000, 200_000, "jpeg")
    return Listing(
        marker="target_01jd00000000000000000000aa",
        title="Dokra brass elephant",
        text="An elephant in lost-wax brass. #dokra",
        tags=("dokra", "lost wax"),
        alt_text="A small brass elephant",
        price=Money(125_050, "INR"),
        quantity=3,
        materials=("brass",),
        link="https://haat.example/p/elephant",
        pictures={
            "web": Picture("https://haat.example/media/p/web.webp", 2048, 1536, 300_000, "webp"),
            "instagram": Picture(
                "https://haat.example/media/p/instagram.jpg", 1080, 1350, 300_000, "jpeg"
            ),
            "pinterest": Picture(
                "https://haat.example/media/p/pinterest.jpg", 1000, 1500, 300_000, "jpeg"
            ),
            "square": jpeg,
        },
    )
