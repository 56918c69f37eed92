"""The HTTP API of identity: accounts and sessions."""

from functions.identity.routes import auth, users
from kernel.api import create_api, lambda_handler

app = create_api("identity", auth.router, users.router)
handler = lambda_handler(app)
