"""Switches that change how a stand-in behaves, kept in the world so that a test can turn them."""

from infra.local.sandbox.world import World

KIND = "setting"

# name → default. Numbers that a vendor does not document are here rather than in its rules.
DEFAULTS: dict[str, str | int] = {
    "etsy_limit_per_second": 150,
    "etsy_limit_per_day": 100_000,
    "instagram_processing_ms": 1000,  # a container is IN_PROGRESS for this long
    "instagram_quota": 100,  # API-published posts per rolling 24 h
    "meesho_captcha": "off",  # off | login | upload
    "meesho_image_bytes_max": 10 * 1024 * 1024,
    "meesho_image_side_min": 500,
    "meesho_image_stretch_max": 125,  # longer side over shorter side, in per cent
    "meesho_layout": "standard",  # standard | changed
    "meesho_qc": "by_content",  # by_content | error
    "meesho_qc_seconds": 45,
    "meesho_session_epoch": 0,  # another number ends every session begun before
    "meesho_session_seconds": 12 * 3600,
    "pinterest_access": "standard",  # standard | trial
    "pinterest_read_per_minute": 1000,
    "pinterest_write_per_minute": 100,
}


def change(world: World, name: str, value: str | int) -> None:
    """Turn a switch; KeyError for an unknown name, TypeError for the wrong kind of value."""
    if type(value) is not type(DEFAULTS[name]):
        raise TypeError(f"{name} takes a value like {DEFAULTS[name]!r}")
    world.put(KIND, name, {"value": value})


def every(world: World) -> dict[str, str | int]:
    """All switches as they stand."""
    return DEFAULTS | {name: kept["value"] for name, kept in world.items(KIND)}


def text(world: World, name: str) -> str:
    """A switch that is a word."""
    return str(every(world)[name])


def number(world: World, name: str) -> int:
    """A switch that is a number."""
    return int(every(world)[name])
