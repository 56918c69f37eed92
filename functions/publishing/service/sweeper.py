"""Restarts the workflow for publications that a lost worker or a lost workflow left behind."""

from dataclasses import dataclass

from functions.publishing.ports.storage import Posts, Publications
from functions.publishing.ports.workflow import Workflow
from kernel.clock import Clock


@dataclass(frozen=True, slots=True)
class Sweeper:
    """Starts runs of the workflow: every minute for overdue publications, by event for a round."""

    publications: Publications
    posts: Posts
    workflow: Workflow
    clock: Clock

    def sweep(self) -> int:
        """Start the workflow again for overdue publications; answers of how many posts.

        A run that is still alive does no harm: every step is a conditional write.
        """
        now = self.clock.now()
        minute = int(now.timestamp()) // 60
        overdue: dict[str, list[str]] = {}
        for one in self.publications.overdue(now):
            overdue.setdefault(one.post_id, []).append(one.publication_id)
        for post_id in sorted(overdue):
            self.workflow.start(post_id, f"sweep-{minute}", sorted(overdue[post_id]))
        return len(overdue)

    def begin(self, post_id: str, round_: int) -> None:
        """Start the run of a round, unless the click has already done so."""
        post = self.posts.get(post_id)
        if post is not None and post.status == "publishing" and post.round == round_:
            ids = [one.publication_id for one in self.posts.targets(post_id)]
            self.workflow.start(post_id, str(round_), ids)
