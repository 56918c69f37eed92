"""Resets the wiring of every context, so that no object of one test reaches the next."""

from functions.publishing.wiring import PublishingContainer
from kernel.aws.container import forget_containers
from tests.integration.internal_functions import InProcessFunction


def reset_wiring() -> None:
    """The next call reads the settings anew; connections that were kept open are closed.

    Internal functions run in this process, for there is no Lambda to call here.
    """
    forget_containers()
    posting = InProcessFunction("channels.internal_posting")
    PublishingContainer.shared().channels_posting = posting
