"""Compares every seller panel once a day with the definition that our script works by."""

from collections.abc import Mapping

from functions.channels.errors import PageNotKnown
from functions.channels.ports.browser_jobs import SellerPanel
from kernel.errors import Problem
from kernel.observability import log_event, log_failure


class Canary:
    """Inspects panels; `addresses` by platform, `sessions` where Haat has a login to the panel."""

    def __init__(
        self,
        panels: Mapping[str, SellerPanel],
        addresses: Mapping[str, str],
        sessions: Mapping[str, str],
    ) -> None:
        self._panels = panels
        self._addresses = addresses
        self._sessions = sessions

    def look(self) -> dict[str, tuple[str, ...]]:
        """Inspect every panel; answers the changes by platform. An unreachable panel is logged.

        Raises `PageNotKnown` when one has changed, after all have been looked at: that rings the
        function's alarm, and somebody can switch the panel off (docs/runbooks/panels.md).
        """
        found = {platform: self._inspected(platform) for platform in sorted(self._panels)}
        changed = {platform: words for platform, words in found.items() if words}
        if changed:
            differences = "; ".join(f"{name}: {' '.join(words)}" for name, words in changed.items())
            remedy = "Correct the panel's file, or switch the panel off."
            raise PageNotKnown(differences, remedy=remedy)
        return found

    def _inspected(self, platform: str) -> tuple[str, ...]:
        session = self._sessions.get(platform, "")
        try:
            changes = self._panels[platform].inspect(session, self._addresses[platform])
        except Problem as unseen:
            log_failure("PanelNotSeen", unseen, platform=platform)
            return ()
        log_event("PanelInspected", platform=platform, changed=len(changes), inside=bool(session))
        return changes
