"""Lists on Snapdeal through its seller panel: category, filled-in template, submit for approval.

seller.snapdeal.com; the panel's pages and the template are described in `panel.json`.
"""

from functions.channels.adapters.http.pictures import PictureDownloader
from functions.channels.adapters.panels.definition import site
from functions.channels.adapters.panels.driver import PanelDriver
from functions.channels.ports.browser_jobs import SellerPanel
from kernel.http import GuardedClient


def driver(client: GuardedClient) -> SellerPanel:
    """The panel's driver; only the browser function has the browser that it needs."""
    return PanelDriver(site("snapdeal"), PictureDownloader(client))
