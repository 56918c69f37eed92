"""Restarts the workflow for targets that a lost worker or a lost workflow left behind."""

from dataclasses import dataclass

from functions.publishing.model.target import Target
from functions.publishing.ports import Posts, Workflow
from kernel.clock import Clock


@dataclass(frozen=True, slots=True)
class Sweeper:
    """Starts runs of the workflow: every minute for overdue targets, and by event for a round."""

    posts: Posts
    workflow: Workflow
    clock: Clock

    def sweep(self) -> int:
        """Start the workflow again for posts with overdue targets; answers how many posts.

        In a settled post an overdue target has a listing operation; the run is for those targets
        alone.

        A run that is still alive does no harm: every step is a conditional write.
        """
        now = self.clock.now()
        minute = int(now.timestamp()) // 60
        overdue: dict[str, list[Target]] = {}
        for target in self.posts.overdue(now):
            overdue.setdefault(target.post_id, []).append(target)
        return sum(self._take_up(post_id, overdue[post_id], minute) for post_id in sorted(overdue))

    def _take_up(self, post_id: str, overdue: list[Target], minute: int) -> bool:
        post = self.posts.get(post_id)
        if post is None:
            return False
        if post.status == "publishing":
            self.workflow.start(post, f"{post.round}-sweep-{minute}")
            return True
        with_operation = sorted(target.platform for target in overdue if target.open_operation)
        if with_operation:
            self.workflow.start(post, f"operations-sweep-{minute}", with_operation)
        return bool(with_operation)

    def begin(self, post_id: str, round_: int) -> None:
        """Start the run of a round, unless the click has already done so."""
        post = self.posts.get(post_id)
        if post is not None and post.status == "publishing" and post.round == round_:
            self.workflow.start(post, str(round_))
