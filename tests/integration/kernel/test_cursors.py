"""Cursors are signed: a list is continued from where it was left, and from nowhere else."""

import pytest

from kernel.aws.keys import KmsDerivedKey
from kernel.cursors import CursorSigner, cursor_signer
from kernel.errors import Malformed
from kernel.pages import to_cursor
from tests.integration.aws import Cloud
from tests.integration.kms import CURSOR_KEY_ID

PLACE = to_cursor({"pk": "owner#asha", "sk": "pot#1"}) or ""


def _signer(purpose: str = "cursors") -> CursorSigner:
    return CursorSigner(KmsDerivedKey(CURSOR_KEY_ID, purpose).secret)


def test_every_process_derives_the_same_secret_and_no_other_purpose_does(cloud: Cloud) -> None:
    del cloud
    assert _signer().sign(PLACE) == cursor_signer().sign(PLACE)
    assert _signer("other").sign(PLACE) != _signer().sign(PLACE)
    assert _signer().check(_signer().sign(PLACE)) == PLACE


def test_a_cursor_that_was_not_signed_here_is_refused(cloud: Cloud) -> None:
    del cloud
    signed = _signer().sign(PLACE)
    signature = signed.rpartition(".")[2]
    elsewhere = to_cursor({"pk": "owner#ravi", "sk": "pot#1"})
    other = "B" if signature.endswith("A") else "A"
    forged = ("", PLACE, f"{PLACE}.", f"{signed[:-2]}{other}w", f"{elsewhere}.{signature}", "कर्सर")
    for cursor in (*forged, f"{signed}.{signed}"):
        with pytest.raises(Malformed):
            _signer().check(cursor)
