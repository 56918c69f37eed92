"""Stores screenshots of a panel at each step, with whatever people typed blacked out."""

import os
from dataclasses import dataclass, field
from pathlib import Path

from botocore.exceptions import BotoCoreError, ClientError
from playwright.sync_api import Error as BrowserError
from playwright.sync_api import Page

from functions.channels.adapters.panels.definition import PanelDefinition
from kernel.aws.clients import client
from kernel.observability import log_failure

_MILLISECONDS = 5000
_QUALITY = 60
FOLDER = "proofs"


@dataclass(slots=True)
class Screenshots:
    """The pictures of one visit, numbered in the order in which they were taken.

    They go to the bucket `PROOF_BUCKET`, or to the folder `BROWSER_SCREENSHOTS`, or nowhere.
    """

    panel: PanelDefinition
    panel_page: str
    bucket: str = ""
    folder: str = ""
    taken: int = field(default=0)

    def keep(self, page: Page, step: str) -> None:
        """Take and store a screenshot; one that cannot be taken or stored stops nothing."""
        if not (self.bucket or self.folder):
            return
        try:
            image = page.screenshot(
                type="jpeg",
                quality=_QUALITY,
                mask=[page.locator(self.panel.personal)],
                mask_color="#000000",
                timeout=_MILLISECONDS,
            )
        except BrowserError:
            return
        self.taken += 1
        try:
            self._put(f"{self.panel_page}-{self.taken:02d}-{step}.jpg", image)
        except (BotoCoreError, ClientError, OSError) as error:
            log_failure("ProofNotKept", error, platform=self.panel.platform)

    def _put(self, name: str, image: bytes) -> None:
        place = f"{FOLDER}/{self.panel.platform}/{name}"
        if self.bucket:
            client("s3").put_object(
                Bucket=self.bucket, Key=place, Body=image, ContentType="image/jpeg"
            )
            return
        path = Path(self.folder, place)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(image)


def proofs_of(panel: PanelDefinition, panel_page: str) -> Screenshots:
    """The `Screenshots` of a visit, with bucket and folder from this function's environment."""
    bucket = os.environ.get("PROOF_BUCKET", "")
    return Screenshots(panel, panel_page, bucket, os.environ.get("BROWSER_SCREENSHOTS", ""))
