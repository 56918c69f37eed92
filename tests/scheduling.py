"""Which worker runs what, when `make test` runs on several."""

from xdist.scheduler import LoadScopeScheduling

JOURNEYS = "tests/e2e/"


class Scheduler(LoadScopeScheduling):  # type: ignore[misc]  # xdist tells no types
    """Keeps all journeys together, for they share a laptop cloud, and the tests of a file.

    (xdist 3.8 reads no `xdist_group` under pytest 9.2: it writes to a name that is not used.)
    """

    def _split_scope(self, nodeid: str) -> str:
        """What must stay on one worker with this test."""
        return JOURNEYS if nodeid.startswith(JOURNEYS) else nodeid.partition("::")[0]
