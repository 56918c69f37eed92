"""Seller panels in the deployed system: a browser function submits, once, whatever happens then."""

from infra.local.connect import PANELS
from tests.e2e.artisan import Artisan
from tests.e2e.reconciliation_check import outcomes_after_retry
from tests.e2e.sandbox_client import SandboxClient
from tests.faults import EFFECT


def test_one_piece_is_listed_once_in_every_panel(artisan: Artisan, sandbox: SandboxClient) -> None:
    since = sandbox.last()
    post_id = artisan.post(*PANELS)
    artisan.publish(post_id)
    for platform, target in artisan.wait_settled(post_id).items():
        assert target["status"] == "confirmed", (platform, target["reason"])
        assert sandbox.published(platform, since) == [target["url"].rpartition("/")[2]]


def test_an_answer_that_is_lost_lists_nothing_twice(
    artisan: Artisan, sandbox: SandboxClient
) -> None:
    since = sandbox.last()
    post_id = artisan.post(*PANELS)
    for platform in PANELS:
        sandbox.inject_fault(EFFECT[platform], "error_after_success")
    artisan.publish(post_id)
    for fault_case in outcomes_after_retry(artisan, sandbox, post_id, since).values():
        fault_case.last.assert_consistent()
        assert fault_case.first.target["status"] == "confirmed"
