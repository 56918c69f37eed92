"""The app that Haat has registered at Facebook, fixed for the laptop."""

from infra.local.sandbox.credentials import AppCredentials

APP = AppCredentials("facebook", "1000000001", "sandbox-facebook-app-secret", also=("catalogue",))
