"""The HTTP API of catalog: stores and products."""

from functions.catalog.routes import products, stores
from kernel.api import create_api, lambda_handler

app = create_api("catalog", stores.router, products.router)
handler = lambda_handler(app)
