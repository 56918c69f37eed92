"""How Facebook's stand-in behaves unless a test or a person turns a switch."""

DEFAULTS: dict[str, str | int] = {
    "facebook_metric_gone": "",  # a metric of posts that Meta has taken away since
}
