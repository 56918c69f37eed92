"""Fetches pictures from addresses that people give, through the guarded client."""

from collections.abc import Callable
from http import HTTPStatus

from functions.media.errors import PictureUnreachable
from kernel.addresses import AddressForbidden
from kernel.errors import Problem
from kernel.http import (
    ConnectFailed,
    GuardedClient,
    ResponseLost,
    ResponseTooLarge,
    guarded_client,
)

_WELCOME = "image/avif,image/webp,image/jpeg,image/png,image/heic,image/tiff,image/gif;q=0.8"


def web_client(most: int) -> GuardedClient:
    """A client that takes at most `most` bytes, within 45 seconds."""
    return guarded_client(timeout=10, deadline=45, max_bytes=most)


class GuardedWeb:
    """The `Web` port; `client(most)` makes a client that takes at most `most` bytes."""

    def __init__(self, client: Callable[[int], GuardedClient] = web_client) -> None:
        self._client = client

    def picture(self, address: str, most: int) -> bytes:
        """The file at `address`, after at most three redirects, each of which the client vets."""
        client = self._client(most)
        try:
            answer = client.send(
                "GET", address, headers={"accept": _WELCOME}, follow_redirects=True
            )
        except AddressForbidden as error:
            raise PictureUnreachable("it does not lead to the public internet.") from error
        except ResponseTooLarge as error:
            raise PictureUnreachable(f"it has more than {most // 1_000_000} MB.") from error
        except (ConnectFailed, ResponseLost) as error:
            raise PictureUnreachable("nothing answers there.") from error
        except Problem as error:
            raise PictureUnreachable(error.message) from error
        finally:
            client.close()
        if answer.status != HTTPStatus.OK:
            raise PictureUnreachable(f"it answers with {answer.status}.")
        if not answer.body:
            raise PictureUnreachable("there is nothing in it.")
        return answer.body
