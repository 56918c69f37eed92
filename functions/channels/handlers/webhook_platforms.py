"""Receives platforms' webhooks: verifies the signature, stores the messages, answers at once."""

from functions.channels.routes import webhooks
from kernel.api import create_api, lambda_handler

app = create_api("channels", webhooks.router)
handler = lambda_handler(app, keeps_answers=False)
