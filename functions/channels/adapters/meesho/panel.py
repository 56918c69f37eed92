"""Lists on Meesho through its supplier panel: category, image, details, submit for QC.

supplier.meesho.com/how-it-works; the panel's pages are described in `panel.json`.
"""

from functions.channels.adapters.http.pictures import PictureDownloader
from functions.channels.adapters.panels.definition import site
from functions.channels.adapters.panels.driver import PanelDriver
from functions.channels.ports.browser_jobs import SellerPanel
from kernel.http import GuardedClient


def driver(client: GuardedClient) -> SellerPanel:
    """Whoever drives the panel; only the browser function has a browser for that."""
    return PanelDriver(site("meesho"), PictureDownloader(client))
