"""The artisan that every fresh laptop cloud knows, made through the public API like anybody."""

import httpx2

EMAIL = "demo@haat.test"
PASSWORD = "indigo-and-madder"  # noqa: S105 - printed for everybody at each start
NAME = "Meera Devi"
EXISTS = 409


def seed(url: str) -> None:
    """Register the demo artisan unless she is there."""
    person = {"email": EMAIL, "password": PASSWORD, "name": NAME, "session": "token"}
    answer = httpx2.post(f"{url}/api/v1/auth/register", json=person, timeout=60)
    if answer.status_code != EXISTS:
        answer.raise_for_status()
