"""How Pinterest's stand-in behaves unless a test or a person turns a switch."""

DEFAULTS: dict[str, str | int] = {
    "pinterest_access": "standard",  # standard | trial
    "pinterest_pin_update": "open",  # open | closed (this beta was not opened to the app)
    "pinterest_read_per_minute": 1000,
    "pinterest_write_per_minute": 100,
}
