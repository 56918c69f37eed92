"""What Meta's Graph hosts have in common; shared by the Facebook and Instagram stand-ins."""

from infra.local.sandbox.graph.errors import GraphRefusal, Node, bad_day, invalid, invisible
from infra.local.sandbox.graph.host import graph_app, usage_headers
from infra.local.sandbox.graph.nodes import graph_time, page_of, project
from infra.local.sandbox.graph.parameters import Parameters, parameters
from infra.local.sandbox.graph.tokens import app_secret_proof, lapse, signed_in

__all__ = [
    "GraphRefusal",
    "Node",
    "Parameters",
    "app_secret_proof",
    "bad_day",
    "graph_app",
    "graph_time",
    "invalid",
    "invisible",
    "lapse",
    "page_of",
    "parameters",
    "project",
    "signed_in",
    "usage_headers",
]
