"""An artisan whose piece is live, and the events that reach publishing, through real handlers."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, get_args

import pytest

from functions.channels.model.listing import LossPart
from functions.publishing.model.publication import Publication
from functions.publishing.model.stock_sent import StockSent
from functions.publishing.wiring import container
from tests.integration.aws import Cloud, Reply, bus_event, signed_token
from tests.integration.conftest import fresh_environment
from tests.integration.moto_account import AccountState, MotoAccount
from tests.integration.publications import account_id, connected, live_publication
from tests.integration.tenants import Artisan, register, seeded_artisan
from tests.unit.publishing.operation_scenario import RunsInMemory

ALL_LOSSES: list[LossPart] = list(get_args(LossPart))


class LiveClient:
    """One artisan, whose product can be live on any platform; its workflow's runs are noted."""

    def __init__(self, cloud: Cloud, artisan: Artisan, eve: Artisan) -> None:
        self.cloud = cloud
        self.artisan = artisan
        self.eve = eve
        self.runs = RunsInMemory()
        container().workflow = self.runs  # type: ignore[assignment]  # the port in memory

    @property
    def product_id(self) -> str:
        """Her product, whose words are approved."""
        return self.artisan.owned["product_id"]

    def ask(self, method: str, path: str, body: object = None) -> Reply:
        """What the API answers her."""
        return self.cloud.api("publishing", method, path, body, token=self.artisan.token)

    def ask_as_eve(self, method: str, path: str, body: object = None) -> Reply:
        """What the API answers another artisan."""
        return self.cloud.api("publishing", method, path, body, token=self.eve.token)

    def post(self, platform: str, *accepts: str) -> str:
        """A post of her product on one platform, not published yet."""
        place = {"platform": platform, "account_id": account_id(platform), "accepts": accepts}
        body = {"product_id": self.product_id, "places": [place]}
        return str(self.ask("POST", "/posts", body).data["post_id"])

    def publish(self, platform: str) -> str:
        """A publication of her product that is live there, of which every loss is accepted."""
        connected(self.artisan.user_id, platform)
        publication_id = self.artisan.owned["publication_id"]
        if platform != self.publication(publication_id).platform:
            post_id = self.post(platform, *ALL_LOSSES)
            publication_id = live_publication(self.artisan.user_id, post_id, platform)
        self.store(publication_id, accepted=tuple(ALL_LOSSES))
        return publication_id

    def sell(self, publication_id: str, quantity: int) -> str:
        """Have it known how many the account sells; answers the SKU of the only variant."""
        sku = str(self._product()["variants"][0]["sku"])
        self.store(publication_id, sent={sku: StockSent(quantity)})
        return sku

    def count(self, quantity: int) -> None:
        """The artisan counts her pieces, which are of one variant."""
        now, path = self._product(), f"/products/{self.product_id}"
        (variant,) = now["variants"]
        body = {
            "variants": [{**variant, "quantity": quantity}],
            "stock_version": now["stock_version"],
        }
        del body["variants"][0]["sku"]
        tag = {"If-Match": f'"{now["version"]}"'}
        token = self.artisan.token
        counted = self.cloud.api("catalog", "PATCH", path, body, token=token, headers=tag)
        assert counted.data["variants"][0]["quantity"] == quantity

    def _product(self) -> dict[str, Any]:
        path = f"/products/{self.product_id}"
        return dict(self.cloud.api("catalog", "GET", path, token=self.artisan.token).data)

    def publication(self, publication_id: str) -> Publication:
        """The row as it stands."""
        found = container().publications.get(publication_id)
        assert found is not None
        return found

    def store(self, publication_id: str, **changed: object) -> None:
        """Have the row so; names are those of its fields."""
        now = self.publication(publication_id)
        container().publications.save(replace(now, version=now.version + 1, **changed))  # type: ignore[arg-type]  # names checked by the dataclass

    def kinds(self, publication_id: str) -> list[str]:
        """The kinds of the operations that it has."""
        return sorted(self.publication(publication_id).operations)

    def tell(self, handler: str, name: str, event: Mapping[str, object], number: int = 1) -> None:
        """An event of the bus reaches a handler; another number is another telling."""
        source = "publishing" if name == "PublicationChanged" else _SOURCES[name]
        told = bus_event(source, name, event, f"evt_{name}_{number}")
        self.cloud.call(f"publishing.{handler}", told)

    def outdated(self, publication_id: str) -> list[str]:
        """The parts that the API says are behind."""
        return list(self._listed(publication_id)["outdated"])

    def by_hand(self, publication_id: str) -> list[dict[str, Any]]:
        """The numbers that the API says a person has to set."""
        return list(self._listed(publication_id)["stock_by_hand"])

    def _listed(self, publication_id: str) -> dict[str, Any]:
        token, query = self.artisan.token, {"product_id": self.product_id}
        found = self.cloud.api("publishing", "GET", "/publications", token=token, query=query)
        (one,) = [it for it in found.data["items"] if it["publication_id"] == publication_id]
        return dict(one)


_SOURCES = {
    "StockChanged": "catalog",
    "ListingChangedExternally": "channels",
    "ConnectionChanged": "channels",
}


@pytest.fixture(scope="session")
def furnished(account: MotoAccount) -> tuple[Artisan, Artisan, AccountState]:
    """Somebody with one of everything, somebody with nothing, and their account."""
    with fresh_environment(), account.open() as cloud:
        asha, eve = seeded_artisan(cloud, "asha"), register(cloud, "eve")
        return asha, eve, account.saved()


@pytest.fixture
def live(
    cloud: Cloud, account: MotoAccount, furnished: tuple[Artisan, Artisan, AccountState]
) -> LiveClient:
    """The artisan with her real tables, as they were when she was furnished."""
    asha, eve, state = furnished
    account.put_back(state)
    # Their first tokens last a quarter of an hour, and a run may take longer.
    asha, eve = (replace(one, token=signed_token(one.user_id)) for one in (asha, eve))
    return LiveClient(cloud, asha, eve)
