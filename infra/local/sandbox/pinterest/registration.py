"""The app that Haat has registered at Pinterest, fixed for the laptop."""

from infra.local.sandbox.credentials import AppCredentials

APP = AppCredentials("pinterest", "3000003", "sandbox-pinterest-client-secret")
