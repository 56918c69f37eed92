"""Lists the categories of a seller panel, as `<platform>/panel.json` knows them.

No panel can be asked without a browser: a category that the panel dropped fails in the browser job
that does not find it.
"""

from collections.abc import Mapping, Sequence

from functions.channels.adapters.ranking import ranked
from functions.channels.model.capabilities import FieldOption
from functions.channels.model.connection import Account


class PanelOptions:
    """The `OptionSource` of any panel: a category's id is its own words."""

    def __init__(self, platform: str) -> None:
        self._platform = platform

    def options(
        self,
        account: Account,  # noqa: ARG002  # the port's
        name: str,
        words: str,
        parents: Mapping[str, str],  # noqa: ARG002  # the port's
    ) -> Sequence[FieldOption]:
        """The panel's categories; any other name has no options."""
        from functions.channels.adapters.panels.definition import (  # noqa: PLC0415  # few calls' models
            panel_definition,
        )

        listed = panel_definition(self._platform).categories if name == "category" else ()
        return ranked((FieldOption(one, one) for one in listed), words)
