"""The HTTP API of AI jobs, which write copy or generate images, and of the daily budget."""

from functions.content.routes import ai
from kernel.api import create_api, lambda_handler

app = create_api("content", ai.router)
handler = lambda_handler(app)
