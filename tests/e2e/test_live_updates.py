"""Live updates: what happens to a post is told to its owner's pages, and to nobody else's."""

import json

from infra.local.laptop import Laptop
from tests.e2e.artisan import Artisan, newcomer
from tests.e2e.live import heard, listening, news

QUICK = ("facebook", "pinterest")


def test_targets_are_told_to_their_owner_only(laptop: Laptop, artisan: Artisan) -> None:
    post_id = artisan.post(*QUICK)
    with (
        newcomer(laptop, "Ravi") as stranger,
        listening(laptop, artisan) as owner,
        listening(laptop, stranger) as other,
    ):
        artisan.publish(post_id)
        settled = news("PostSettled", post_id=post_id, confirmed=len(QUICK))
        live = [news("TargetChanged", platform=one, status="confirmed") for one in QUICK]
        told = heard(owner, settled, *live)
        # The stranger's socket is open: it answers, and has heard nothing before the answer.
        other.send(json.dumps({"action": "ping"}))
        assert json.loads(other.recv(timeout=60)) == {"type": "pong"}
    assert {one["data"]["post_id"] for one in told} == {post_id}
