"""Facts rested for some seconds: their draft is written, unless they changed again meanwhile."""

import json
from typing import Any

from functions.content.events import RewritePlanned
from functions.content.wiring import copy_writing
from kernel.errors import Problem
from kernel.events import receive
from kernel.observability import log_event, log_failure


def handler(event: dict[str, Any], _context: object) -> dict[str, object]:
    """Write for each SQS message with a `RewritePlanned` that no newer one made void.

    A message that comes twice finds its draft written, and is dropped.
    https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
    """
    again = []
    for record in event["Records"]:
        asked = receive(RewritePlanned, json.loads(record["body"])).data
        try:
            wanted = copy_writing().write(asked.owner_id, asked.draft_id, asked.draft_version)
        except Problem as problem:
            log_failure("RewriteNotMade", problem, draft_id=asked.draft_id)
            again.append({"itemIdentifier": record["messageId"]})
        else:
            log_event("DraftWritten" if wanted else "RewriteSuperseded", draft_id=asked.draft_id)
    return {"batchItemFailures": again}
