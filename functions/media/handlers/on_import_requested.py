"""Fetches the picture of an import from its address."""

from functions.media.events import ImportRequested
from functions.media.wiring import container
from kernel.aws.consumers import consumer


@consumer(ImportRequested)
def handler(requested: ImportRequested) -> None:
    """Store the picture in the bucket, whose notification starts the processing; or reject it."""
    container().importer.fetch(requested.photo_id)
