"""The platforms of today with their dated facts; docs/adr/0040-channels.md names the sources."""

from datetime import date

from functions.channels.errors import PlatformNotKnown
from functions.channels.model.capabilities import Capabilities, ImageNeeds, TextLimits

_LOOKED_UP = date(2026, 11, 20)

FACEBOOK = Capabilities(
    platform="facebook",
    name="Facebook Page",
    dated=_LOOKED_UP,
    connect="oauth",
    mode="automatic",
    text=TextLimits(text_max=63_206),
    # “Smaller than 4 MB” is the text of Meta's own error 1366046.
    image=ImageNeeds("web", ("jpeg", "webp"), 4_000_000),
)

INSTAGRAM = Capabilities(
    platform="instagram",
    name="Instagram",
    dated=_LOOKED_UP,
    connect="oauth",
    mode="automatic",
    # The reference says 30 hashtags; since December 2025 the app shows five.
    text=TextLimits(text_max=2200, hashtags_max=30, mentions_max=20, alt_max=1000),
    image=ImageNeeds("instagram", ("jpeg",), 8_000_000, ratio_min=0.8, ratio_max=1.91),
)

ETSY = Capabilities(
    platform="etsy",
    name="Etsy",
    dated=_LOOKED_UP,
    connect="oauth",
    mode="automatic",
    text=TextLimits(text_max=50_000, title_max=140, tags_max=13, tag_max=20, alt_max=500),
    image=ImageNeeds("square", ("jpeg",), 10_000_000),
    needs=("title", "price", "quantity"),
)

PINTEREST = Capabilities(
    platform="pinterest",
    name="Pinterest",
    dated=_LOOKED_UP,
    connect="oauth",
    mode="automatic",
    text=TextLimits(text_max=800, title_max=100, alt_max=500),
    # Taller than 1:2.1 is cut off.
    image=ImageNeeds("pinterest", ("jpeg",), 20_000_000, ratio_min=1 / 2.1),
)

MEESHO = Capabilities(
    platform="meesho",
    name="Meesho",
    dated=_LOOKED_UP,
    connect="assisted",
    mode="assisted",
    text=TextLimits(text_max=1400, title_max=100),
    image=ImageNeeds("square", ("jpeg",), 10_000_000, ratio_min=0.8, ratio_max=1.25),
    needs=("title", "price", "quantity"),
    needs_browser=True,
)

PLATFORMS: tuple[Capabilities, ...] = (FACEBOOK, INSTAGRAM, ETSY, PINTEREST, MEESHO)

_BY_NAME = {able.platform: able for able in PLATFORMS}


def platform(name: str) -> Capabilities:
    """The platform called `name`; raises `PlatformNotKnown`."""
    if name not in _BY_NAME:
        raise PlatformNotKnown(name)
    return _BY_NAME[name]
