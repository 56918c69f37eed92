"""Fetches a rendition from its public address, for platforms that want the bytes themselves."""

from kernel.errors import TryLater
from kernel.http import GuardedClient, NoAnswer

_WELL = 200
_JPEG = b"\xff\xd8\xff"


class Pictures:
    """Reads pictures through the guarded client."""

    def __init__(self, client: GuardedClient) -> None:
        self._client = client

    def fetch(self, url: str, most: int) -> bytes:
        """The JPEG at `url`, at most `most` bytes; raises `TryLater` when it is not there now."""
        try:
            answer = self._client.send("GET", url)
        except NoAnswer as error:
            raise TryLater("The picture could not be read in time.", after=5) from error
        if answer.status != _WELL or not answer.body.startswith(_JPEG) or len(answer.body) > most:
            raise TryLater("The picture is not at its address yet.", after=10)
        return answer.body
