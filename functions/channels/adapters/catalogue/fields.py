"""Suggests a category for a piece: those of Google's taxonomy that crafts are in.

Meta takes Google's categories by their whole path as well as by number, and a path can be read.
https://support.google.com/merchants/answer/6324436 (taxonomy of 2021-09-21, the newest)
"""

from collections.abc import Mapping, Sequence

from functions.channels.adapters.ranking import ranked
from functions.channels.model.capabilities import FieldOption
from functions.channels.model.connection import Account

_APPAREL = "Apparel & Accessories"
_CREATIVE = "Arts & Entertainment > Hobbies & Creative Arts"
_HOME = "Home & Garden"
_DINING = f"{_HOME} > Kitchen & Dining"

CATEGORIES = (
    f"{_HOME} > Decor",
    f"{_HOME} > Decor > Figurines",
    f"{_HOME} > Decor > Artwork",
    f"{_HOME} > Decor > Artwork > Decorative Tapestries",
    f"{_HOME} > Decor > Artwork > Posters, Prints, & Visual Artwork",
    f"{_HOME} > Decor > Artwork > Sculptures & Statues",
    f"{_HOME} > Decor > Baskets",
    f"{_HOME} > Decor > Decorative Bowls",
    f"{_HOME} > Decor > Decorative Plates",
    f"{_HOME} > Decor > Decorative Trays",
    f"{_HOME} > Decor > Home Fragrance Accessories > Candle Holders",
    f"{_HOME} > Decor > Home Fragrance Accessories > Incense Holders",
    f"{_HOME} > Decor > Home Fragrances > Candles",
    f"{_HOME} > Decor > Mirrors",
    f"{_HOME} > Decor > Picture Frames",
    f"{_HOME} > Decor > Rugs",
    f"{_HOME} > Decor > Throw Pillows",
    f"{_HOME} > Decor > Vases",
    f"{_HOME} > Decor > Wind Chimes",
    f"{_HOME} > Lighting > Lamps",
    f"{_HOME} > Linens & Bedding > Bedding > Blankets",
    f"{_HOME} > Linens & Bedding > Bedding > Quilts & Comforters",
    f"{_HOME} > Linens & Bedding > Table Linens > Tablecloths",
    f"{_DINING} > Tableware",
    f"{_DINING} > Tableware > Dinnerware > Bowls",
    f"{_DINING} > Tableware > Dinnerware > Plates",
    f"{_DINING} > Tableware > Drinkware > Mugs",
    f"{_DINING} > Tableware > Serveware",
    f"{_APPAREL} > Clothing",
    f"{_APPAREL} > Clothing > Dresses",
    f"{_APPAREL} > Clothing > Shirts & Tops",
    f"{_APPAREL} > Clothing > Traditional & Ceremonial Clothing > Saris & Lehengas",
    f"{_APPAREL} > Clothing Accessories > Scarves & Shawls > Scarves",
    f"{_APPAREL} > Clothing Accessories > Scarves & Shawls > Shawls",
    f"{_APPAREL} > Handbags, Wallets & Cases > Handbags",
    f"{_APPAREL} > Jewelry",
    f"{_APPAREL} > Jewelry > Anklets",
    f"{_APPAREL} > Jewelry > Bracelets",
    f"{_APPAREL} > Jewelry > Earrings",
    f"{_APPAREL} > Jewelry > Necklaces",
    f"{_APPAREL} > Jewelry > Rings",
    f"{_APPAREL} > Shoes",
    f"{_CREATIVE} > Arts & Crafts",
    f"{_CREATIVE} > Musical Instruments",
    "Furniture",
    "Luggage & Bags",
    "Toys & Games > Toys > Dolls, Playsets & Toy Figures > Dolls",
    "Toys & Games > Toys",
)
# What people here call a thing, in the words of the taxonomy.
_SAID = {
    "bangle": "bracelet",
    "carpet": "rug",
    "clay": "vase",
    "dhurrie": "rug",
    "diya": "candle holder",
    "dokra": "figurine sculpture",
    "dupatta": "scarf scarves",
    "idol": "statue sculpture",
    "jewellery": "jewelry",
    "jhumka": "earring",
    "kantha": "quilt",
    "kurta": "shirt",
    "mojari": "shoe",
    "painting": "artwork visual",
    "payal": "anklet",
    "pot": "vase",
    "pottery": "vase",
    "ring": "ring jewelry",
    "saree": "sari",
    "statue": "statue sculpture",
    "stole": "scarf scarves",
    "toy": "toy",
    "wall": "artwork",
}


class CatalogueOptions:
    """The `OptionSource` of a catalogue; Haat makes no call to Meta for it."""

    def options(
        self,
        account: Account,  # noqa: ARG002  # the port's
        name: str,
        words: str,
        parents: Mapping[str, str],  # noqa: ARG002  # the port's
    ) -> Sequence[FieldOption]:
        """Categories, those first that share words with the piece."""
        if name != "category":
            return ()
        field_values = (FieldOption(path, path.replace(" > ", " / ")) for path in CATEGORIES)
        return ranked(field_values, _understood(words))


def _understood(words: str) -> str:
    data = words.casefold().split()
    extra = (_SAID.get(word.strip(".,;:!?()").removesuffix("s"), "") for word in data)
    return " ".join((*data, *extra))
