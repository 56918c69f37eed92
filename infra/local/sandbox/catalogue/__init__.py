"""Meta's catalogue stand-in: answers on Facebook's Graph host, with the shop that people see."""

from infra.local.sandbox.catalogue.service import (
    GRAPH,
    VENDOR,
    answers,
    apps,
    disconnect,
    fault_response,
    front,
    graph,
    operation,
    posts,
    remove,
)

__all__ = [
    "GRAPH",
    "VENDOR",
    "answers",
    "apps",
    "disconnect",
    "fault_response",
    "front",
    "graph",
    "operation",
    "posts",
    "remove",
]
