"""How the pages of Snapdeal's stand-in look."""

from infra.local.sandbox.looks import Look

LOOK = Look("Snapdeal", "#a3263b", "#fae9ec", "product")
