"""Lists on Meesho through its supplier panel: category, image, details, submit for QC.

supplier.meesho.com/how-it-works; the panel's pages are described in `panel.json`.
"""

from functions.channels.adapters.http.pictures import PictureDownloader
from functions.channels.adapters.panels.definition import site
from functions.channels.adapters.panels.driver import PanelDriver
from functions.channels.ports.browser_jobs import SellerPanel
from kernel.http import GuardedClient


def driver(client: GuardedClient) -> SellerPanel:
    """The panel's driver; only the browser function has the browser that it needs."""
    return PanelDriver(site("meesho"), PictureDownloader(client))
