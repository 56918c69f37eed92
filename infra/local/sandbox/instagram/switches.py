"""How Instagram's stand-in behaves unless a test or a person turns a switch."""

DEFAULTS: dict[str, str | int] = {
    "instagram_broken_container": 0,  # which one, in the order of their making, ends in ERROR
    "instagram_processing_ms": 1000,  # a container is IN_PROGRESS for this long
    "instagram_quota": 100,  # API-published posts per rolling 24 h
}
