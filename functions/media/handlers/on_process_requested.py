"""Processes a photo again with the options that the artisan chose."""

from functions.media.events import ProcessRequested
from functions.media.wiring import container
from kernel.aws.consumers import consumer


@consumer(ProcessRequested)
def handler(asked: ProcessRequested) -> None:
    """Make the requested edition, unless a newer one has been requested meanwhile."""
    container().image_processor.process(asked.photo_id, asked.edition)
