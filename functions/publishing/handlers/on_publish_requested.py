"""Starts the workflow of a round, in case that the request which began it could not."""

from functions.publishing.events import PublishRequested
from functions.publishing.wiring import container
from kernel.aws.consumers import consumer


@consumer(PublishRequested)
def handler(asked: PublishRequested) -> None:
    """Start the round's run; as its name is unique, a second start does nothing."""
    container().sweeper.begin(asked.post_id, asked.round)
