"""Asks catalog for the products that drafts are about."""

from dataclasses import fields

from functions.catalog import public as catalog
from functions.content.errors.drafts import ProductNotFound
from functions.content.model.facts import Facts, Piece
from kernel.errors import NotFound

_FACTS = tuple(one.name for one in fields(Facts))


class CatalogPieces:
    """The `Pieces` port."""

    def piece(self, owner_id: str, product_id: str) -> Piece:
        """The product as a piece; raises `ProductNotFound`."""
        try:
            return _piece(catalog.product(owner_id, product_id))
        except NotFound as error:
            raise ProductNotFound from error

    def of_photo(self, owner_id: str, photo_id: str) -> Piece | None:
        """The product that the photo belongs to, or None."""
        found = catalog.product_of_photo(owner_id, photo_id)
        return _piece(found) if found else None


def _piece(product: catalog.Product) -> Piece:
    return Piece(
        product_id=product.product_id,
        facts=Facts(**{name: getattr(product, name) for name in _FACTS}),
        photo_ids=product.photo_ids,
        is_archived=product.is_archived,
    )
