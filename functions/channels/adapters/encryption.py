"""Encrypts connections' secrets and browser jobs' sessions by envelope encryption."""

from collections.abc import Mapping

from pydantic import TypeAdapter

from functions.channels.model.connection import AccountKey, Secret
from kernel.aws.vault import Vault

_SECRET = TypeAdapter(Secret)


class VaultSecrets:
    """Implements `Secrets` with the context's key."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def encrypt(self, key: AccountKey, secret: Secret) -> str:
        """The secret as encrypted text, bound to owner, platform and account."""
        return self._vault.encrypt(_SECRET.dump_json(secret), _bound(key))

    def decrypt(self, key: AccountKey, sealed: str) -> Secret:
        """The secret of this very account."""
        return _SECRET.validate_json(self._vault.decrypt(sealed, _bound(key)))


def _bound(key: AccountKey) -> dict[str, str]:
    return {"owner": key.owner_id, "platform": key.platform, "account": key.account_id}


class VaultJobCipher:
    """Implements `JobCipher` with the browser's own key."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def encrypt(self, session: str, bound_to: Mapping[str, str]) -> str:
        """Encrypt the session for exactly this job."""
        return self._vault.encrypt(session.encode(), bound_to)

    def decrypt(self, sealed: str, bound_to: Mapping[str, str]) -> str:
        """The session; raises `SecretUnreadable` if the job is not as it was made."""
        return self._vault.decrypt(sealed, bound_to).decode()
