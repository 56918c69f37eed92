"""Builds the models that have a key, each vendor's library only when the vendor is asked."""

from typing import TYPE_CHECKING

from llm.settings import ModelSettings

if TYPE_CHECKING:
    from llm.images import ImageContext, ImageModel, ImageVendor
    from llm.language import LanguageContext, LanguageModel, LanguageVendor


def language_models(
    settings: ModelSettings, order: str, seconds: float, context: "LanguageContext"
) -> "list[LanguageModel]":
    """The language models in `order` that have a key; each has `seconds` for all its tries."""
    from llm.language import LanguageModel  # noqa: PLC0415  # seconds of imports

    return [
        LanguageModel(_language_vendor(name), settings.language(name, seconds), context)
        for name in settings.chosen(order)
    ]


def image_models(
    settings: ModelSettings, order: str, seconds: float, context: "ImageContext"
) -> "list[ImageModel]":
    """The image models in `order` that have a key; each has `seconds` for all its tries."""
    from llm.images import ImageModel  # noqa: PLC0415  # seconds of imports

    return [
        ImageModel(_image_vendor(name), settings.images(name, seconds), context)
        for name in settings.chosen(order)
    ]


def _language_vendor(name: str) -> "LanguageVendor":
    # Only the vendors that are asked are imported: each brings a library of its own.
    if name == "gemini":
        from llm.gemini import Gemini  # noqa: PLC0415  # as above

        return Gemini()
    if name == "claude":
        from llm.claude import Claude  # noqa: PLC0415  # as above

        return Claude()
    from llm.gpt import Gpt  # noqa: PLC0415  # as above

    return Gpt()


def _image_vendor(name: str) -> "ImageVendor":
    if name == "gemini":
        from llm.images_gemini import GeminiImages  # noqa: PLC0415  # as above

        return GeminiImages()
    from llm.images_gpt import GptImages  # noqa: PLC0415  # as above

    return GptImages()
