"""The catalogue form: categories, fields and the two layouts in which they can be shown.

Source: supplier.meesho.com/how-it-works; exact labels and options are unconfirmed, so automation
must treat them as data.
"""

from dataclasses import dataclass

from infra.local.sandbox.panels.layout import Field

CATEGORIES: dict[str, tuple[str, ...]] = {
    "11001": ("Women", "Ethnic Wear", "Sarees"),
    "11002": ("Women", "Ethnic Wear", "Dupattas"),
    "11003": ("Women", "Accessories", "Scarves, Stoles & Shawls"),
    "11101": ("Women", "Jewellery", "Earrings"),
    "11102": ("Women", "Jewellery", "Necklaces & Chains"),
    "11201": ("Women", "Bags", "Handbags"),
    "11202": ("Women", "Bags", "Tote Bags"),
    "21001": ("Home & Kitchen", "Home Decor", "Handicrafts"),
    "21002": ("Home & Kitchen", "Home Decor", "Showpieces & Figurines"),
    "21003": ("Home & Kitchen", "Home Decor", "Wall Decor & Paintings"),
    "21004": ("Home & Kitchen", "Home Decor", "Vases & Planters"),
    "21005": ("Home & Kitchen", "Home Decor", "Baskets"),
    "21101": ("Home & Kitchen", "Home Textiles", "Cushion Covers"),
    "21102": ("Home & Kitchen", "Home Textiles", "Bedsheets"),
    "21103": ("Home & Kitchen", "Home Textiles", "Rugs & Carpets"),
    "21201": ("Home & Kitchen", "Kitchen & Dining", "Mugs & Cups"),
    "21202": ("Home & Kitchen", "Kitchen & Dining", "Serveware"),
    "31001": ("Kids & Toys", "Toys", "Wooden Toys"),
}
CLOTHING = frozenset({"11001", "11002"})
FREE_SIZE = "Free Size"
CLOTHING_SIZES = (FREE_SIZE, "S", "M", "L", "XL", "XXL")
COLOURS = (
    "Beige", "Black", "Blue", "Brown", "Gold", "Green", "Grey", "Maroon", "Multicolor",
    "Navy Blue", "Off White", "Orange", "Pink", "Purple", "Red", "Silver", "White", "Yellow",
)  # fmt: skip
# GST slabs since 22 September 2025.
GST = ("0", "3", "5", "18", "40")
COUNTRIES = ("India", "Bangladesh", "Bhutan", "China", "Nepal", "Sri Lanka", "Other")


def path(category: str) -> str:
    """A category's path as the panel writes it."""
    return " > ".join(CATEGORIES[category])


def sizes(category: str) -> tuple[str, ...]:
    """The sizes that a category offers."""
    return CLOTHING_SIZES if category in CLOTHING else (FREE_SIZE,)


@dataclass(frozen=True)
class Section:
    """A group of inputs under a heading."""

    title: str
    fields: tuple[Field, ...]


def sections(category: str) -> tuple[Section, ...]:
    """The details form of a category."""
    return (
        Section("Product details", _PRODUCT),
        Section("Price and tax", _PRICE),
        Section(
            "Size and inventory",
            (
                *_STOCK,
                Field("size", "Size", "Variation", "select", options=sizes(category)),
                Field("colour", "Colour", "Shade", "select", options=COLOURS),
            ),
        ),
        Section("Manufacturer, packer and importer", _COMPLIANCE),
    )


def fields(category: str) -> tuple[Field, ...]:
    """Every input of the details form, in order."""
    return tuple(field for section in sections(category) for field in section.fields)


_PRODUCT = (
    Field("product_name", "Product name", "Item title", hint="3 to 100 characters"),
    Field(
        "description", "Description", "About this item", "textarea", hint="Up to 1,400 characters"
    ),
    Field("brand_name", "Brand name", "Label", required=False),
    Field("material", "Material", "Made of", required=False),
    Field("net_quantity", "Net quantity (N)", "Pieces in pack", "number"),
)
_PRICE = (
    Field("meesho_price", "Meesho price (₹)", "Selling price (₹)", "decimal"),
    Field(
        "returns_price",
        "Wrong/Defective returns price (₹)",
        "Easy returns price (₹)",
        "decimal",
        required=False,
        hint="Not above the Meesho price",
    ),
    Field("mrp", "MRP (₹)", "Maximum price (₹)", "decimal", hint="Inclusive of all taxes"),
    Field("gst", "GST %", "Tax slab", "select", options=GST),
    Field("hsn", "HSN ID", "Tax code", hint="4, 6 or 8 digits"),
)
_STOCK = (
    Field("sku", "Supplier SKU ID", "Your item code", hint="Unique in your shop"),
    Field("supplier_product_id", "Supplier product ID", "Your group code", required=False),
    Field("inventory", "Inventory", "Units in stock", "number"),
    Field("net_weight", "Net weight (g)", "Weight (g)", "number"),
)
_COMPLIANCE = (
    Field("manufacturer_name", "Manufacturer name", "Maker name"),
    Field("manufacturer_address", "Manufacturer address", "Maker address", "textarea"),
    Field("manufacturer_pincode", "Manufacturer pincode", "Maker postcode"),
    Field("packer_name", "Packer name", "Packed by"),
    Field("packer_address", "Packer address", "Packed at", "textarea"),
    Field("packer_pincode", "Packer pincode", "Packed at postcode"),
    Field(
        "importer",
        "Importer name and address",
        "Brought in by",
        "textarea",
        required=False,
        hint="Only for goods not made in India",
    ),
    Field("country", "Country of origin", "Made in", "select", options=COUNTRIES),
)
