"""AWS clients, made at first use: importing boto3 costs a third of a cold start."""

import os
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from botocore.config import Config


@lru_cache
def client(service: str, endpoint: str | None = None) -> Any:  # noqa: ANN401  # boto3 is untyped
    """The shared client of `service`, with short timeouts and standard retries."""
    import boto3  # noqa: PLC0415  # see the module's reason

    make: Any = boto3.client  # its overloads know only literal service names
    return make(service, endpoint_url=endpoint, config=_config(service))


@lru_cache
def client_without_retries(service: str, read_timeout: float) -> Any:  # noqa: ANN401  # as above
    """A client of `service` that sends each request once and waits so many seconds for it."""
    import boto3  # noqa: PLC0415  # as above
    from botocore.config import Config  # noqa: PLC0415  # as above

    make: Any = boto3.client
    once = Config(
        connect_timeout=3,
        read_timeout=read_timeout,
        retries={"mode": "standard", "total_max_attempts": 1},
        tcp_keepalive=True,
    )
    return make(service, config=once)


def _config(service: str) -> "Config":
    from botocore.config import Config  # noqa: PLC0415  # as above

    short = Config(
        connect_timeout=3,
        read_timeout=20,
        retries={"mode": "standard", "max_attempts": 4},
    )
    return short.merge(_s3_config()) if service == "s3" else short


def _s3_config() -> "Config":
    """SigV4 and a bucket's own regional host name, the one that our pages may connect to.

    boto3 presigns with SigV2 in the oldest regions, which new buckets refuse. An emulator has one
    host for all buckets, so with an endpoint of its own the bucket is named in the path.
    """
    from botocore.config import Config  # noqa: PLC0415  # as above

    emulated = any(os.environ.get(name) for name in ("AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL"))
    return Config(
        signature_version="s3v4",
        s3={
            "addressing_style": "path" if emulated else "virtual",
            "us_east_1_regional_endpoint": "regional",
        },
    )
