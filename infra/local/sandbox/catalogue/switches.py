"""How Meta's shop catalogue's stand-in behaves unless a test or a person turns a switch."""

DEFAULTS: dict[str, str | int] = {
    "catalogue_business": "one",  # one | none
    "catalogue_owned": 1,  # catalogues that the business has from the start
    "catalogue_processing_ms": 1000,  # a new item is not there yet for this long
    "catalogue_review": "approved",  # approved | rejected
    "catalogue_review_seconds": 30,  # an item is pending for this long after a change
}
