"""Insights of a Page's posts, with the metrics that are left since November 2025."""

from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from infra.local.sandbox import post_metrics, settings
from infra.local.sandbox.facebook import feed
from infra.local.sandbox.graph import GraphRefusal, invalid, invisible, parameters, signed_in
from infra.local.sandbox.oauth import Authority

METRICS = ("post_media_view", "post_total_media_view_unique", "post_clicks")
UNAUTHORIZED = 401
UNKNOWN = "(#100) The value must be a valid insights metric"


class Insights:
    """Routes on one world."""

    def __init__(self, authority: Authority) -> None:
        self._authority = authority
        self._world = authority.world

    def routes(self) -> Sequence[Route]:
        """Below the version."""
        return [Route("/{id}/insights", self.read, methods=["GET"])]

    async def read(self, request: Request) -> Response:
        """The asked metrics over the post's life; one that is unknown refuses them all."""
        given = await parameters(request)
        token = signed_in(self._authority, given, UNAUTHORIZED)
        post = self._world.get(feed.KIND, request.path_params["id"])
        if post is None or post["page_id"] != token.subject:
            raise invisible(request.path_params["id"])
        if not token.allows("read_insights"):
            raise GraphRefusal(200, "(#200) Requires read_insights permission", status=403)
        gone = settings.text(self._world, "facebook_metric_gone")
        asked = given.needed("metric").split(",")
        if any(name not in METRICS or name == gone for name in asked):
            raise invalid(UNKNOWN)
        told = post_metrics.metric_values(self._world, post["id"], feed.shown_at(post), asked)
        nodes = [
            {
                "name": name,
                "period": "lifetime",
                "values": [{"value": value}],
                "id": f"{post['id']}/insights/{name}/lifetime",
            }
            for name, value in told.items()
        ]
        return JSONResponse({"data": nodes})
