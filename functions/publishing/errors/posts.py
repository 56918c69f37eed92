"""What cannot be done to a post."""

from kernel.errors import Conflict, NotFound


class PostNotFound(NotFound):
    """The post does not exist, or belongs to somebody else."""

    code = "post_not_found"

    def __init__(self) -> None:
        super().__init__("There is no such post.", remedy="Look in your list of posts.")


class NothingToRetry(Conflict):
    """No publication of the post has failed."""

    code = "nothing_to_retry"

    def __init__(self) -> None:
        super().__init__(
            "No platform of this post has failed, so there is nothing to try again.",
            remedy="Platforms that are still unknown are looked up first.",
        )
