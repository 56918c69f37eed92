"""Sends vendors' webhooks by HTTP, and lets the queue run."""

import json
from typing import Any

from functions.channels.adapters.dynamo.connections import DynamoConnections
from functions.channels.model.connection import Connection
from kernel.aws.outbox import Outbox
from kernel.aws.table import Table
from kernel.clock import SystemClock
from kernel.ids import RandomIds
from tests.integration.aws import Cloud, Reply, api_event
from tests.integration.channels import webhook_samples
from tests.integration.channels.oauth_client import OWNER
from tests.integration.channels.webhook_samples import WebhookSample

SHOP = "asha-crafts.myshopify.com"


class WebhookSender:
    """Sends webhooks by HTTP as a vendor does, and lets the queue run."""

    def __init__(self, cloud: Cloud) -> None:
        self.cloud = cloud

    def send(self, path: str, sent: WebhookSample) -> Reply:
        event = api_event("POST", f"/webhooks/{path}", sent[0].decode(), headers=sent[1])
        return Reply.of(self.cloud.call("channels.webhook_platforms", event))

    def run_queue(self, times: int = 1) -> list[dict[str, Any]]:
        """Bring every stored webhook to the handler, `times` times; answers what failed."""
        self.cloud.relay("channels")
        deliveries = [one for one in self.cloud.on_bus() if one["detail-type"] == "WebhookReceived"]
        records = [
            {"messageId": f"{place}-{again}", "body": json.dumps(one)}
            for again in range(times)
            for place, one in enumerate(deliveries)
        ]
        answer = self.cloud.call("channels.queue_webhooks", {"Records": records})
        failures: list[dict[str, Any]] = answer["batchItemFailures"]
        return failures

    def rows(self, prefix: str) -> list[dict[str, Any]]:
        return [row for row in self.cloud.items("channels") if str(row["pk"]).startswith(prefix)]


def connect(platform: str, account: str, owner: str = OWNER) -> None:
    """A connection as the consent flow leaves it."""
    table = Table("haat-channels")
    store = DynamoConnections(table, Outbox(SystemClock(), RandomIds()))
    named = f"connection_of_{account}"
    store.save(Connection(owner, platform, account, named, status="connected", sealed="x"))


def paid(number: int = 41, at: str = "2026-11-21T09:05:00+05:30") -> WebhookSample:
    return webhook_samples.shopify(
        "orders/paid", webhook_samples.shopify_order(number, at), f"event-{number}-{at}"
    )
