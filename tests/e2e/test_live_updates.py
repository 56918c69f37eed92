"""Live updates: a post's events are sent to its owner's pages, and to nobody else's."""

import json

from infra.local.laptop import Laptop
from tests.e2e.artisan import Artisan, new_artisan
from tests.e2e.live_updates import event_matcher, live_socket, receive_until

QUICK = ("facebook", "pinterest")


def test_targets_are_sent_to_their_owner_only(laptop: Laptop, artisan: Artisan) -> None:
    post_id = artisan.post(*QUICK)
    with (
        new_artisan(laptop, "Ravi") as stranger,
        live_socket(laptop, artisan) as owner,
        live_socket(laptop, stranger) as other,
    ):
        artisan.publish(post_id)
        wait_settled = event_matcher("PostSettled", post_id=post_id, confirmed=len(QUICK))
        live = [
            event_matcher("PublicationChanged", platform=one, status="confirmed") for one in QUICK
        ]
        message = receive_until(owner, wait_settled, *live)
        # The stranger's socket is open: it answers, and has heard nothing before the answer.
        other.send(json.dumps({"action": "ping"}))
        assert json.loads(other.recv(timeout=60)) == {"type": "pong"}
    assert {one["data"]["post_id"] for one in message} == {post_id}
