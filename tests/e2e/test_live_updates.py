"""Live updates: what happens to a post is told to its owner's pages, and to nobody else's."""

import json

from infra.local.laptop import Laptop
from tests.e2e.artisan import Artisan, newcomer
from tests.e2e.live import heard, listening

QUICK = ("facebook", "pinterest")


def test_targets_are_told_to_their_owner_only(laptop: Laptop, artisan: Artisan) -> None:
    post_id = artisan.post(*QUICK)
    with (
        newcomer(laptop, "Ravi") as stranger,
        listening(laptop, artisan) as owner,
        listening(laptop, stranger) as other,
    ):
        artisan.publish(post_id)
        told = heard(owner, until="PostSettled", of=post_id)
        # The stranger's socket is open: it answers, and has heard nothing before the answer.
        other.send(json.dumps({"action": "ping"}))
        assert json.loads(other.recv(timeout=60)) == {"type": "pong"}
    changes = [one["data"] for one in told if one["name"] == "TargetChanged"]
    assert {one["platform"] for one in changes if one["status"] == "confirmed"} == set(QUICK)
    assert {one["data"]["post_id"] for one in told} == {post_id}
    assert told[-1]["data"]["confirmed"] == len(QUICK)
