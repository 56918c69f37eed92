"""Asks channels for the renditions that each platform takes."""

from functions.channels import public as channels
from functions.media.model.recipes import OWN, PLATFORM_QUALITY, Recipe


class ChannelRecipes:
    """The `Recipes` port: our own pages' renditions, and one per form that a platform wants."""

    def all(self) -> tuple[Recipe, ...]:
        """Every recipe; platforms that share a form share its strictest byte limit."""
        made: dict[str, Recipe] = {}
        for able in channels.capabilities():
            needs = able.image
            if needs.longest is None:
                continue
            known = made.get(needs.rendition)
            made[needs.rendition] = Recipe(
                needs.rendition,
                "jpeg",
                quality=PLATFORM_QUALITY,
                longest=needs.longest,
                ratio=needs.ratio,
                min_width=needs.min_width,
                max_bytes=min(needs.max_bytes, known.max_bytes or needs.max_bytes)
                if known
                else needs.max_bytes,
            )
        return (*OWN, *made.values())
