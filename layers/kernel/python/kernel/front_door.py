"""Which requests the front door passed on, and from which network their viewer came.

The front door is CloudFront on AWS and `infra/local/frontdoor.py` on a laptop. It adds a secret
that only it and the functions know, and the viewer's address in place of any that the viewer sent.
"""

import hmac
import ipaddress
import os
from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kernel.web import Request

SECRET_HEADER = "x-haat-front-door"  # noqa: S105  # the header's name, not its content
VIEWER_HEADER = "true-client-ip"
"""The viewer's IP address, without a port; believed only beside the secret."""

UNKNOWN = "unknown"
_SUBNET = 64
"""One customer has a whole /64 of IPv6 addresses (RFC 6177), and would be as many networks."""


def passed_on(headers: Mapping[str, str]) -> bool:
    """Whether the front door passed on the request with these headers, in whatever case.

    True for every request where no `FRONT_DOOR_SECRET` is set.
    """
    secret = _secret()
    # HTTP APIs write names in lower case, WebSocket APIs pass them on as they were sent.
    sent = next((text for name, text in headers.items() if name.lower() == SECRET_HEADER), "")
    return not secret or hmac.compare_digest(sent.encode(), secret)


def viewer_network(request: "Request") -> str:
    """The network of the person who sent the request: an IPv4 address, an IPv6 /64, or `UNKNOWN`.

    Without a front door it is the network of the connection's other end; headers are then a
    stranger's word.
    """
    behind = _secret() and passed_on(request.headers)
    peer = request.client.host if request.client else ""
    return network_of(request.headers.get(VIEWER_HEADER, "") if behind else peer)


def network_of(address: str) -> str:
    """The network that an IP address is counted by; `UNKNOWN` for any other text."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return UNKNOWN
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped
        return str(inner or ipaddress.ip_network((ip, _SUBNET), strict=False))
    return str(ip)


def _secret() -> bytes:
    return os.environ.get("FRONT_DOOR_SECRET", "").encode()
