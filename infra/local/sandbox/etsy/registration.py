"""The app that Haat has registered at Etsy, fixed for the laptop."""

from infra.local.sandbox.credentials import AppCredentials

APP = AppCredentials("etsy", "sandboxetsykeystring00001", "sandboxshrd")
