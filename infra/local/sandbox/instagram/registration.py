"""The app that Haat has registered at Instagram, fixed for the laptop."""

from infra.local.sandbox.credentials import AppCredentials

APP = AppCredentials("instagram", "2000000002", "sandbox-instagram-app-secret")
