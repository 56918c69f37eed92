"""The mutations that change some variants, pictures or numbers of a product: texts alone.

https://shopify.dev/docs/api/admin-graphql
"""

VARIANTS = """
mutation Variants($id: ID!, $variants: [ProductVariantsBulkInput!]!) {
  productVariantsBulkUpdate(productId: $id, variants: $variants) {
    userErrors { field message code }
  }
}
"""
UPDATE_MEDIA = """
mutation Describe($id: ID!, $media: [UpdateMediaInput!]!) {
  productUpdateMedia(productId: $id, media: $media) {
    mediaUserErrors { field message code }
  }
}
"""
"""`fileUpdate`, which Shopify prefers, needs `write_files`, a permission that we do not ask for."""
STOCK = """
mutation Stock($input: InventorySetQuantitiesInput!, $key: String!) {
  inventorySetQuantities(input: $input) @idempotent(key: $key) {
    userErrors { field message code }
  }
}
"""
