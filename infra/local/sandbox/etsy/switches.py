"""How Etsy's stand-in behaves unless a test or a person turns a switch."""

DEFAULTS: dict[str, str | int] = {
    "etsy_limit_per_second": 150,
    "etsy_limit_per_day": 100_000,
}
