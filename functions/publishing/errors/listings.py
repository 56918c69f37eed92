"""Why no listing can be made of a product for a platform."""

from collections.abc import Mapping, Sequence

from kernel.errors import Conflict


class LossesNotAccepted(Conflict):
    """Some places cannot show all of the product, and the artisan has not said that she knows."""

    code = "losses_not_accepted"

    def __init__(self, platforms: Sequence[str], places: Sequence[Mapping[str, object]]) -> None:
        super().__init__(
            f"Not everything is shown there: {', '.join(dict.fromkeys(platforms))}.",
            remedy="Look at what is left out, and say that it may be.",
            details={"places": list(places)},
        )


class ProductIncomplete(Conflict):
    """The product lacks something without which it is shown nowhere."""

    code = "product_incomplete"

    def __init__(self, missing: Sequence[str]) -> None:
        words = {"price": "a price", "quantity": "how many there are", "photo_ids": "a photograph"}
        names = " and ".join(words[name] for name in missing)
        super().__init__(
            f"This piece still needs {names}.",
            remedy="Put it in, then publish again.",
            details={"fields": [{"field": name, "reason": "it is missing"} for name in missing]},
        )


class PictureMissing(Conflict):
    """A platform needs a rendition that the photograph does not have."""

    code = "picture_missing"

    def __init__(self, platform: str, photo_id: str, number: int) -> None:
        which = "The photograph" if number == 1 else f"Photograph {number}"
        remedy = "Wait until its pictures appear, or upload it again."
        if number > 1:
            remedy = "Wait until its pictures appear, or take it out of the piece."
        super().__init__(
            f"{which} is not ready for {platform}.",
            remedy=remedy,
            details={"platform": platform, "photo_id": photo_id},
        )


class WordsMissing(Conflict):
    """The approved words lack a platform, such as one that is newer than they are."""

    code = "words_missing"

    def __init__(self, platform: str) -> None:
        super().__init__(
            f"There are no words for {platform}.",
            remedy="Have the words written again, approve them, and publish then.",
            details={"platform": platform},
        )
