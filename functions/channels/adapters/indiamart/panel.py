"""Lists on IndiaMART through its seller panel: photo and price, details, submit for review.

seller.indiamart.com; the panel's pages are described in `panel.json`.
"""

from functions.channels.adapters.http.pictures import PictureDownloader
from functions.channels.adapters.panels.definition import site
from functions.channels.adapters.panels.driver import PanelDriver
from functions.channels.ports.browser_jobs import SellerPanel
from kernel.http import GuardedClient


def driver(client: GuardedClient) -> SellerPanel:
    """The panel's driver; only the browser function has the browser that it needs."""
    return PanelDriver(site("indiamart"), PictureDownloader(client))
