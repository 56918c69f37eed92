"""Random secrets of one laptop cloud, which its processes share through the state folder."""

import os
import secrets
import tempfile
from pathlib import Path

_ONLY_MINE = 0o700


def state_secret(state: Path, name: str) -> str:
    """The secret of this name; the first process that asks makes it, for its own user's eyes."""
    folder = state / "secrets"
    folder.mkdir(mode=_ONLY_MINE, parents=True, exist_ok=True)
    file = folder / name
    if not file.exists():
        # Linked when it is whole (mkstemp: mode 0600): of two processes the second takes the
        # first one's, and none reads half of it.
        handle, made = tempfile.mkstemp(dir=folder)
        with os.fdopen(handle, "w") as out:
            out.write(secrets.token_urlsafe(32))
        try:
            os.link(made, file)
        except FileExistsError:
            pass
        finally:
            Path(made).unlink()
    return file.read_text()
