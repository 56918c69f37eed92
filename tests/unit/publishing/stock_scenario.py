"""A live piece in two accounts, of which the product says how many there are."""

from dataclasses import replace

from functions.publishing.model.account_ref import AccountRef
from functions.publishing.model.listing_operation import EditSupport, ListingOperation
from functions.publishing.model.stock_sent import SoldThere, StockSent
from functions.publishing.ports.listing_edits import AccountMissing
from tests.unit.publishing.in_memory_platform import OTHER_STALL, STALL
from tests.unit.publishing.operation_scenario import OperationScenario

SKU = "DOK-7F3K"
CAN_COUNT = EditSupport(can_update=True, can_unpublish=True, can_set_stock=True)


class StockScenario(OperationScenario):
    """`pub_1` in one account, which the editor is, and `pub_2` in another."""

    def __init__(self, quantity: int = 5) -> None:
        super().__init__()
        self.editor.able = CAN_COUNT
        self.editor.stock = {SKU: quantity}
        listing = replace(self.publication.listing, product_sku=SKU, quantity=quantity)
        first = replace(self.publication, listing=listing, sent={SKU: StockSent(quantity)})
        self.table.store(first)
        self.table.store(replace(first, publication_id="pub_2", account=OTHER_STALL))
        self.count(quantity)

    def count(self, quantity: int, sold: int = 0, by: AccountRef = STALL) -> None:
        """From now on there are so many pieces, and one account has sold so many."""
        sales = {by.key: SoldThere({SKU: sold})}
        self.inputs.snapshot = replace(self.inputs.snapshot, quantity=quantity, sales=sales)

    def follow(self) -> int:
        """The stock has changed; answers how many listings were not in step."""
        return self.stock.follow("user_1", "product_1")

    def planned(self, publication_id: str = "pub_1") -> ListingOperation | None:
        """The operation whose turn it is."""
        return self.table.rows[publication_id].open_operation

    def kinds(self) -> dict[str, list[str]]:
        """The operations of each publication that has any."""
        return {
            one.publication_id: sorted(one.operations)
            for one in self.table.rows.values()
            if one.operations
        }

    def disconnect(self, calls: int = 1) -> None:
        """For so many calls the account is not connected."""
        missing = AccountMissing("“Asha's stall” is not connected.", remedy="Connect it.")
        self.editor.failures = [missing] * calls
