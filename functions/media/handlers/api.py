"""The HTTP API of media: photos and the library."""

from functions.media.routes import photos, uploads
from kernel.api import create_api, lambda_handler

app = create_api("media", uploads.router, photos.router)
handler = lambda_handler(app)
