"""Takes the vendors' keys from `.env` to Secrets Manager, where a deployment reads them."""

import json
import sys
from typing import Any

import boto3
from dotenv import dotenv_values

from infra.local.process import ROOT
from infra.parts.deployment import (
    CANARY_KEYS,
    PUBLISHING_KEYS,
    VENDOR_SECRET,
    WEBHOOK_KEYS,
    WRITING_KEYS,
)


def vendor_keys(given: dict[str, str | None]) -> str:
    """The secret as JSON: every key that a template names, empty where the vendor is not used."""
    names = (*PUBLISHING_KEYS, *WEBHOOK_KEYS, *CANARY_KEYS, *WRITING_KEYS)
    return json.dumps({name: given.get(name) or "" for name in names})


def keep(manager: Any, secret: str) -> None:  # noqa: ANN401 - boto3's clients are made at run time
    """Create the secret, or give it a new version."""
    try:
        manager.create_secret(Name=VENDOR_SECRET, SecretString=secret)
    except manager.exceptions.ResourceExistsException:
        manager.put_secret_value(SecretId=VENDOR_SECRET, SecretString=secret)


def main() -> int:
    """Write the secret with the credentials of the environment; say which vendors it serves."""
    secret = vendor_keys(dotenv_values(ROOT / ".env"))
    keep(boto3.client("secretsmanager"), secret)
    given = [name for name, value in json.loads(secret).items() if value]
    print(f"{VENDOR_SECRET}: {', '.join(given) or 'no vendor has a key yet'}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
