"""Seller panels in the deployed system: a browser function submits, once, whatever happens then."""

from infra.local.connect import PANELS
from tests.e2e.artisan import Artisan
from tests.e2e.judge import after_trying_again
from tests.e2e.sandbox import Sandbox
from tests.faults import EFFECT


def test_one_piece_is_listed_once_in_every_panel(artisan: Artisan, sandbox: Sandbox) -> None:
    since = sandbox.last()
    post_id = artisan.post(*PANELS)
    artisan.publish(post_id)
    for platform, target in artisan.settled(post_id).items():
        assert target["status"] == "confirmed", (platform, target["reason"])
        assert sandbox.published(platform, since) == [target["url"].rpartition("/")[2]]


def test_an_answer_that_is_lost_lists_nothing_twice(artisan: Artisan, sandbox: Sandbox) -> None:
    since = sandbox.last()
    post_id = artisan.post(*PANELS)
    for platform in PANELS:
        sandbox.misbehave(EFFECT[platform], "error_after_success")
    artisan.publish(post_id)
    for ordeal in after_trying_again(artisan, sandbox, post_id, since).values():
        ordeal.last.must_be_true()
        assert ordeal.first.target["status"] == "confirmed"
