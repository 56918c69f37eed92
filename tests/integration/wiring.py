"""Resets the wiring of every context, so that no object of one test reaches the next."""

from kernel.aws.container import forget_containers


def reset_wiring() -> None:
    """The next call reads the settings anew; connections that were kept open are closed."""
    forget_containers()
