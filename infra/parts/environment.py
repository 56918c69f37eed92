"""The environment variables that every Lambda of Haat gets, whatever it does."""

# pydantic would look through all installed packages for plugins, at each cold start; we have none.
EVERYWHERE = {"PYDANTIC_DISABLE_PLUGINS": "__all__"}
