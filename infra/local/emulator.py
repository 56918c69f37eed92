"""AWS on this machine: ministack in a process of its own, with IAM enforced and its state kept."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

from infra.local.process import Process, replace
from infra.local.root_key import RootKey
from infra.local.settings import Settings

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

REGION = "us-east-1"
ACCOUNT = "000000000000"


class Emulator:
    """One ministack; everything it writes is below the state folder."""

    def __init__(self, settings: Settings) -> None:
        self.url = settings.emulator_url
        self._port = settings.emulator_port
        self._folder = settings.state / "emulator"
        self._state = settings.state
        self.process = Process(
            "emulator",
            [str(Path(__file__).with_name("emulated.py"))],
            log=settings.state / "logs" / "emulator.log",
            health=f"{self.url}/_ministack/health",
        )

    def start(self) -> None:
        """Start, with the state of last time if there is one; returns when it answers."""
        self.begin()
        self.wait_until_ready()

    def begin(self) -> None:
        """Start, and return at once."""
        for name in ("state", "s3", "tmp"):
            (self._folder / name).mkdir(parents=True, exist_ok=True)
        self._forget_stream_positions()
        self.process.start(self._settings(), self._folder)

    def wait_until_ready(self) -> None:
        """Return when it answers; raises DidNotStart if it does not."""
        self.process.wait_until_ready()

    def stop(self) -> None:
        """Stop politely: only then does ministack write its state."""
        self.process.stop()

    def client(self, service: str) -> Any:  # noqa: ANN401 - boto3's clients are made at run time
        """A boto3 client with the rights of the account's root."""
        make: Any = boto3.client  # its overloads know only literal service names
        key = RootKey.of(self._state)
        return make(
            service,
            endpoint_url=self.url,
            region_name=REGION,
            aws_access_key_id=key.key_id,
            aws_secret_access_key=key.secret,
            config=Config(retries={"total_max_attempts": 2}, s3={"addressing_style": "path"}),
        )

    def s3(self) -> "S3Client":
        """The typed client of the one service that is used most."""
        client: S3Client = self.client("s3")
        return client

    def remember(self, name: str, value: str) -> None:
        """Keep a word about this state in the state itself: both are lost together, or neither."""
        self.client("ssm").put_parameter(
            Name=f"/haat/{name}", Value=value, Type="String", Overwrite=True
        )

    def recall(self, name: str) -> str | None:
        """What was remembered, or None."""
        try:
            kept = self.client("ssm").get_parameter(Name=f"/haat/{name}")
        except ClientError as refused:
            if refused.response["Error"]["Code"] == "ParameterNotFound":
                return None
            raise
        return str(kept["Parameter"]["Value"])

    def _settings(self) -> dict[str, str]:
        key = RootKey.of(self._state)
        return {
            "AUTH": "true",
            "BIND_HOST": "127.0.0.1",
            "MINISTACK_HOST": "127.0.0.1",
            "GATEWAY_PORT": str(self._port),
            "PERSIST_STATE": "1",
            "STATE_DIR": str(self._folder / "state"),
            "S3_PERSIST": "1",
            "S3_DATA_DIR": str(self._folder / "s3"),
            "TMPDIR": str(self._folder / "tmp"),
            "AWS_ACCESS_KEY_ID": key.key_id,
            "AWS_SECRET_ACCESS_KEY": key.secret,
            "AWS_EC2_METADATA_DISABLED": "true",
            "MINISTACK_REGION": REGION,
            "AWS_DEFAULT_REGION": REGION,
            "MINISTACK_ACCOUNT_ID": ACCOUNT,
            "IOT_MTLS_ENABLED": "0",
            "SFTP_ENABLED": "0",
            "LOG_LEVEL": "INFO",
        }

    def _forget_stream_positions(self) -> None:
        """Let each stream mapping begin anew.

        Positions in a table's stream are kept over a restart while the records are not, so as
        many new records would be skipped as had been read before. Without a position a mapping
        starts at the trim horizon, which after a restart is the first new record.
        """
        file = self._folder / "state" / "lambda.json"
        if not file.exists():
            return
        saved = json.loads(file.read_text())
        saved["payload"]["dynamodb_stream_positions"] = {}
        replace(file, json.dumps(saved))
