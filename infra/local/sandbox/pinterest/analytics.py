"""Analytics of a pin: sums of the asked days, and what is counted over its whole life."""

from datetime import UTC, date, datetime, timedelta

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from infra.local.sandbox import post_metrics
from infra.local.sandbox.pinterest import rules
from infra.local.sandbox.pinterest.boards import PINS
from infra.local.sandbox.pinterest.rules import RequestRefused
from infra.local.sandbox.pinterest.wire import ApiGuard

SUMMED = ("IMPRESSION", "OUTBOUND_CLICK", "PIN_CLICK", "SAVE", "SAVE_RATE")
LIFETIME = ("TOTAL_COMMENTS", "TOTAL_REACTIONS")
FARTHEST = timedelta(days=90)
DAY = 24 * 3600


class Analytics:
    """The operation on one world."""

    def __init__(self, guard: ApiGuard) -> None:
        self._world = guard.world

    async def read(self, request: Request) -> Response:
        """Answer pins/analytics."""
        pin = self._world.get(PINS, rules.path_id("pin_id", request.path_params["pin_id"]))
        if pin is None:
            raise RequestRefused(404, rules.PIN_NOT_FOUND, "Pin not found.")
        asked = request.query_params.get("metric_types", "").split(",")
        if any(name not in (*SUMMED, *LIFETIME) for name in asked):
            raise _invalid()
        self._days(request)
        told = post_metrics.metric_values(self._world, pin["id"], pin["created"], asked)
        return JSONResponse(
            {
                "all": {
                    "daily_metrics": [],
                    "summary_metrics": {name: told[name] for name in SUMMED if name in told},
                    "lifetime_metrics": {name: told[name] for name in LIFETIME if name in told},
                }
            }
        )

    def _days(self, request: Request) -> None:
        try:
            start, end = (
                date.fromisoformat(request.query_params[name])
                for name in ("start_date", "end_date")
            )
        except (KeyError, ValueError):
            raise _invalid() from None
        today = datetime.fromtimestamp(self._world.now(), UTC).date()
        # The vendor's day and the caller's may differ by one.
        if not today - FARTHEST <= start <= end <= today + timedelta(days=1):
            raise _invalid()


def _invalid() -> RequestRefused:
    return RequestRefused(400, rules.INVALID, "Invalid pins analytics parameters.")
