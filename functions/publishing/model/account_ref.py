"""An account on a platform."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AccountRef:
    """An account on a platform, by the platform's own id; `name` is what it was called then."""

    platform: str
    account_id: str
    name: str = ""

    @property
    def key(self) -> str:
        """The account without its name, as text."""
        return f"{self.platform}#{self.account_id}"
