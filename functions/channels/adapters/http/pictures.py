"""Fetches a rendition from its public address, for platforms that want the bytes themselves."""

from functions.channels.model.listing import Listing
from functions.channels.model.text_limits import TextLimits
from kernel.errors import TryLater
from kernel.http import GuardedClient, ResponseLost

_WELL = 200
_JPEG = b"\xff\xd8\xff"


class PictureDownloader:
    """Reads pictures through the guarded client."""

    def __init__(self, client: GuardedClient) -> None:
        self._client = client

    def fetch(self, url: str, most: int) -> bytes:
        """The JPEG at `url`, at most `most` bytes; raises `TryLater` when it is not there now."""
        try:
            answer = self._client.send("GET", url)
        except ResponseLost as error:
            raise TryLater("The picture could not be read in time.", after=5) from error
        if answer.status != _WELL or not answer.body.startswith(_JPEG) or len(answer.body) > most:
            raise TryLater("The picture is not at its address yet.", after=10)
        return answer.body


def described(listing: Listing, place: int, of: int, limits: TextLimits) -> str:
    """The alt text of the photograph at `place` (from 0) among `of`.

    The first photograph has the artisan's words; a further one has the words and its number, such
    as “(2/4)”, so that nobody hears the same words twice and takes them for the same picture.
    """
    if place == 0 or not listing.alt_text:
        return listing.alt_text
    number = f" ({place + 1}/{of})"
    words, most = listing.alt_text, limits.alt_max
    counting = limits.rule("alt_text").counting
    if most is None or counting.size(words + number) <= most:
        return words + number
    left, kept = most - counting.size(number), ""
    for piece, size in counting.pieces(words):
        if size > left:
            break
        left, kept = left - size, kept + piece
    return kept.rstrip() + number
