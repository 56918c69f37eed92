"""The HTTP API of publishing: posts, and the listings that they published."""

from functions.publishing.routes import live_listings, posts, publications
from kernel.api import create_api, lambda_handler

app = create_api("publishing", posts.router, live_listings.router, publications.router)
handler = lambda_handler(app)
