"""The HTTP API of text templates, groups of hashtags, and the artisan's voice."""

from functions.content.routes import templates
from kernel.api import create_api, lambda_handler

app = create_api("content", templates.router)
handler = lambda_handler(app)
