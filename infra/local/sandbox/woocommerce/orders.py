"""Orders that buyers place in a shop, and how the API lists them."""

import secrets
from collections.abc import Mapping
from decimal import Decimal

from infra.local.sandbox.woocommerce.products import Products
from infra.local.sandbox.woocommerce.sites import CURRENCY, Site
from infra.local.sandbox.woocommerce.webhooks import Webhooks
from infra.local.sandbox.woocommerce.wire import Json, WpError, dates, gmt, invalid, local, moment
from infra.local.sandbox.world import Document, World

KIND = "order"
STATUSES = (
    "pending", "processing", "on-hold", "completed", "cancelled", "refunded", "failed", "trash",
)  # fmt: skip
ADDRESS = {
    "first_name": "Priya",
    "last_name": "Nair",
    "company": "",
    "address_1": "14 Temple Road",
    "address_2": "",
    "city": "Kochi",
    "state": "KL",
    "postcode": "682001",
    "country": "IN",
    "phone": "+910000000000",
}


class Orders:
    """The orders of one site."""

    def __init__(self, world: World, site: Site) -> None:
        self._world = world
        self._site = site
        self._hooks = Webhooks(world, site)

    def place(self, product: Document, quantity: int) -> Document:
        """A buyer orders; it waits for the payment."""
        id_ = self._world.next_id(self._site.kind("post")) + 10
        now = self._world.now()
        sold = Products(self._world, self._site, [])
        whole = sold.get(product["parent_id"]) if product["parent_id"] else product
        form = ", ".join(
            str(one.get("option")) for one in product["attributes"] if one.get("option")
        )
        order: Document = {
            "id": id_,
            "status": "pending",
            "token": secrets.token_hex(12),
            "created": now,
            "modified": now,
            "paid": None,
            "refunds": [],
            "total": str(Decimal(product["price"] or "0") * quantity),
            "lines": [
                {
                    "id": id_ * 10,
                    "name": f"{whole['name']} - {form}" if form else whole["name"],
                    "product_id": whole["id"],
                    "variation_id": product["id"] if product["parent_id"] else 0,
                    "quantity": quantity,
                    "sku": product["sku"] or whole["sku"],
                    "price": product["price"],
                }
            ],
        }
        self._keep(order)
        self._hooks.announce("order.created", self.wire(order))
        sold.sold(product, quantity)
        return order

    def turn(self, order: Document, status: str) -> Document:
        """Another status, such as paid, sent, cancelled or refunded."""
        if status not in STATUSES:
            words = f"status is not one of {', '.join(STATUSES[:-1])}, and {STATUSES[-1]}."
            raise invalid("status", words)
        if status == order["status"]:
            return order
        now = self._world.now()
        changed = {**order, "status": status, "modified": now}
        if status in ("processing", "completed") and order["paid"] is None:
            changed["paid"] = now
        if status == "refunded":
            refund = {"id": order["id"] * 10 + 5, "created": now, "amount": order["total"]}
            changed["refunds"] = [refund]
        self._keep(changed)
        self._hooks.announce("order.updated", self.wire(changed))
        return changed

    def get(self, id_: int) -> Document:
        """One order; WpError 404."""
        kept = self._world.get(self._site.kind(KIND), str(id_))
        if kept is None:
            raise WpError(404, "woocommerce_rest_shop_order_invalid_id", "Invalid ID.")
        return kept

    def by_token(self, token: str) -> Document | None:
        """The order behind a buyer's private address."""
        return next(iter(self._world.find(self._site.kind(KIND), token=token)), None)

    def found(self, query: Mapping[str, str]) -> list[Document]:
        """The orders that a list asks for."""
        wanted = query.get("status", "any").split(",")
        for one in wanted:
            if one not in (*STATUSES, "any"):
                raise invalid("status", f"status[0] is not one of any, {', '.join(STATUSES)}.")
        bounds: tuple[tuple[str, str, int], ...] = (
            ("after", "created", 1),
            ("before", "created", -1),
            ("modified_after", "modified", 1),
            ("modified_before", "modified", -1),
        )
        held = self._world.find(self._site.kind(KIND))
        for name, field, way in bounds:
            limit = moment(query, name)
            held = [one for one in held if limit is None or way * (one[field] - limit) > 0]
        held = [one for one in held if "any" in wanted or one["status"] in wanted]
        key = {"modified": "modified", "date": "created"}.get(query.get("orderby", "date"), "id")
        held.sort(key=lambda one: (one[key], one["id"]))
        return held if query.get("order") == "asc" else held[::-1]

    def wire(self, order: Document) -> Document:
        """The order as the API shows it; the buyer is always the same pretend person."""
        return {
            "id": order["id"],
            "parent_id": 0,
            "number": str(order["id"]),
            "order_key": f"wc_order_{order['token'][:13]}",
            "created_via": "checkout",
            "version": "10.4.0",
            "status": order["status"],
            "currency": CURRENCY,
            "currency_symbol": "₹",
            **dates(order["created"], order["modified"]),
            "date_paid": order["paid"] and local(order["paid"]),
            "date_paid_gmt": order["paid"] and gmt(order["paid"]),
            "date_completed": None,
            "date_completed_gmt": None,
            "discount_total": "0.00",
            "shipping_total": "0.00",
            "total": order["total"],
            "total_tax": "0.00",
            "prices_include_tax": True,
            "customer_id": 0,
            "customer_note": "",
            "billing": {**ADDRESS, "email": "priya@buyer.example"},
            "shipping": ADDRESS,
            "payment_method": "razorpay" if order["paid"] else "cod",
            "payment_method_title": "Razorpay" if order["paid"] else "Cash on delivery",
            "transaction_id": "",
            "meta_data": [],
            "line_items": [self._line(line) for line in order["lines"]],
            "tax_lines": [],
            "shipping_lines": [],
            "fee_lines": [],
            "coupon_lines": [],
            "refunds": [
                {"id": one["id"], "reason": "", "total": f"-{one['amount']}"}
                for one in order["refunds"]
            ],
        }

    def refunds(self, order: Document) -> list[Json]:
        """What went back, as /orders/{id}/refunds shows it."""
        return [
            {
                "id": one["id"],
                "date_created": local(one["created"]),
                "date_created_gmt": gmt(one["created"]),
                "amount": one["amount"],
                "reason": "",
                "line_items": [],
            }
            for one in order["refunds"]
        ]

    def _line(self, line: Document) -> Document:
        total = str(Decimal(line["price"] or "0") * line["quantity"])
        shared = ("id", "name", "product_id", "variation_id", "quantity", "sku")
        return {
            **{name: line[name] for name in shared},
            "tax_class": "",
            "subtotal": total,
            "subtotal_tax": "0.00",
            "total": total,
            "total_tax": "0.00",
            "taxes": [],
            "meta_data": [],
            # A number in WooCommerce's own answer, unlike every other amount.
            "price": float(line["price"] or 0),
            "parent_name": None,
        }

    def _keep(self, order: Document) -> None:
        self._world.put(self._site.kind(KIND), str(order["id"]), order)
