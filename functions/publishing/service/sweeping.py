"""Takes up what a lost worker or a lost workflow left behind."""

from dataclasses import dataclass

from functions.publishing.ports import Machine, Posts
from kernel.clock import Clock


@dataclass(frozen=True, slots=True)
class Sweeping:
    """Runs every minute."""

    posts: Posts
    machine: Machine
    clock: Clock

    def sweep(self) -> int:
        """Start the workflow again for posts with overdue targets; how many posts that were.

        A run that is still alive does no harm: every step is a conditional write.
        """
        now = self.clock.now()
        overdue = {target.post_id for target in self.posts.overdue(now)}
        started = 0
        for post_id in sorted(overdue):
            post = self.posts.get(post_id)
            if post is not None and post.status == "publishing":
                self.machine.start(post, f"{post.round}-sweep-{int(now.timestamp()) // 60}")
                started += 1
        return started

    def begin(self, post_id: str, round_: int) -> None:
        """Start the run of a round, unless the click has already done so."""
        post = self.posts.get(post_id)
        if post is not None and post.status == "publishing" and post.round == round_:
            self.machine.start(post, str(round_))
