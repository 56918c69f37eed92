"""Insights of an Instagram post; what is not counted yet is an empty list."""

from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from infra.local.sandbox import post_metrics, settings
from infra.local.sandbox.graph import GraphRefusal, invalid, invisible, parameters, signed_in
from infra.local.sandbox.instagram import containers
from infra.local.sandbox.oauth import Authority

METRICS = ("views", "reach", "likes", "comments", "shares", "saved", "total_interactions")
SCOPE = "instagram_business_manage_insights"
BAD_REQUEST = 400
UNKNOWN = "(#100) metric[0] must be one of the following values: views, reach, likes, …"
FEW = "(#10) Not enough viewers for the media to show insights"


class Insights:
    """Routes on one world."""

    def __init__(self, authority: Authority) -> None:
        self._authority = authority
        self._world = authority.world

    def routes(self) -> Sequence[Route]:
        """Below the version."""
        return [Route("/{id}/insights", self.read, methods=["GET"])]

    async def read(self, request: Request) -> Response:
        """The asked metrics over the media's life."""
        given = await parameters(request)
        token = signed_in(self._authority, given, BAD_REQUEST)
        media = self._world.get(containers.MEDIA, request.path_params["id"])
        if media is None:
            raise invisible(request.path_params["id"])
        if not token.allows(SCOPE):
            raise GraphRefusal(
                10, "(#10) Application does not have permission for this action", status=403
            )
        if settings.text(self._world, "metrics") == "few":
            raise GraphRefusal(10, FEW)
        asked = given.needed("metric").split(",")
        if any(name not in METRICS for name in asked):
            raise invalid(UNKNOWN)
        told = post_metrics.metric_values(self._world, media["id"], media["created"], asked)
        nodes = [
            {
                "name": name,
                "period": "lifetime",
                "values": [{"value": value}],
                "title": name.title(),
                "id": f"{media['id']}/insights/{name}/lifetime",
            }
            for name, value in told.items()
        ]
        return JSONResponse({"data": nodes})
