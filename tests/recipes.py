"""The renditions that Haat makes: the five that every photo had from the first day, and all."""

from functions.media.adapters.channels import ChannelRecipes
from functions.media.model.recipes import Recipe

EVERY: tuple[Recipe, ...] = ChannelRecipes().all()
_NAMES = ("web", "thumbnail", "instagram", "pinterest", "square")
CLASSIC: tuple[Recipe, ...] = tuple(
    next(recipe for recipe in EVERY if recipe.name == name) for name in _NAMES
)
