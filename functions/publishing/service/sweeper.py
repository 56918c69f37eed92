"""Restarts the workflow for publications that a lost worker or a lost workflow left behind."""

from collections.abc import Iterable
from dataclasses import dataclass

from functions.publishing.model.publication import Publication
from functions.publishing.ports.storage import Posts, Publications
from functions.publishing.ports.workflow import Workflow
from kernel.clock import Clock
from kernel.sweeps import SET_ASIDE, sweep

_SECONDS = 40.0


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
        swept = sweep(
            _by_post(self.publications.overdue(self.clock.now())),
            self._restart,
            failure="PublicationsNotRestarted",
            move_on=self._set_aside,
            facts=lambda overdue: {"post_id": overdue[0].post_id},
            seconds=_SECONDS,
        )
        return swept.taken

    def _restart(self, overdue: list[Publication]) -> None:
        """Start a run for a post's overdue publications; a second one in a minute is the same."""
        minute = int(self.clock.now().timestamp()) // 60
        ids = sorted(one.publication_id for one in overdue)
        self.workflow.start(overdue[0].post_id, f"sweep-{minute}", ids)

    def _set_aside(self, overdue: list[Publication]) -> None:
        for publication in overdue:
            self.publications.postpone(publication, self.clock.now() + SET_ASIDE)

    def begin(self, post_id: str, round_: int) -> None:
        """Start the run of a round, unless the click has already done so."""
        post = self.posts.get(post_id)
        if post is not None and post.status == "publishing" and post.round == round_:
            ids = [one.publication_id for one in self.posts.targets(post_id)]
            self.workflow.start(post_id, str(round_), ids)


def _by_post(publications: Iterable[Publication]) -> list[list[Publication]]:
    """The publications of each post."""
    posts: dict[str, list[Publication]] = {}
    for publication in publications:
        posts.setdefault(publication.post_id, []).append(publication)
    return list(posts.values())
