"""Decides which network addresses an outbound request may reach (OWASP API7: SSRF)."""

import ipaddress
import socket
from collections.abc import Callable, Iterable
from urllib.parse import urlsplit

from kernel.errors import Malformed, TryLater

Resolver = Callable[[str, int], Iterable[str]]

# Ranges that `is_global` lets through although they lead back inside: NAT64, 6to4, SIIT and
# IPv4-compatible addresses carry an IPv4 address within, 192.88.99.0 is the relay of 6to4, and
# site-local addresses are the older private ones.
_INWARD = tuple(
    ipaddress.ip_network(net)
    for net in (
        *("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "::/96", "::ffff:0:0:0/96"),
        *("fec0::/10", "192.88.99.0/24"),
    )
)
_PORTS = {"http": 80, "https": 443}


class AddressForbidden(Malformed):
    """The URL leads to a place that we do not call."""

    code = "address_forbidden"


def resolve(host: str, port: int) -> list[str]:
    """The addresses of `host` by the system's resolver; raises `TryLater` when it has none.

    Raises `AddressForbidden` for what can be no host's name, such as a label of 64 characters.
    """
    try:
        answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except UnicodeError as error:
        raise AddressForbidden("This is not a web address.") from error
    except socket.gaierror as error:
        raise TryLater(f"The name {host} could not be looked up.", after=5) from error
    return [str(answer[4][0]) for answer in answers]


def is_public(address: str) -> bool:
    """Whether `address` is a unicast address of the public internet."""
    ip = ipaddress.ip_address(address.split("%", maxsplit=1)[0])
    if isinstance(ip, ipaddress.IPv6Address) and ip.ipv4_mapped:
        return is_public(str(ip.ipv4_mapped))
    return ip.is_global and not ip.is_multicast and not any(ip in net for net in _INWARD)


class AddressPolicy:
    """Resolves a URL to the one address to connect to, or refuses the URL.

    `allowed` are `host:port` pairs that may be private (the laptop's sandbox); they are compared
    whole, never as a prefix.
    """

    def __init__(self, allowed: Iterable[str] = (), resolver: Resolver = resolve) -> None:
        self._allowed = frozenset(allowed)
        self._resolver = resolver

    def vet(self, url: str) -> str:
        """The address for `url`; raises `AddressForbidden` unless all its addresses are public.

        The caller connects to this very address, so a name that answers differently a moment later
        (DNS rebinding) gains nothing.
        """
        try:
            parts = urlsplit(url)
            port = parts.port or _PORTS.get(parts.scheme, 0)
        except ValueError as error:
            raise AddressForbidden("This is not a web address.") from error
        host = parts.hostname or ""
        if parts.scheme not in _PORTS or not host:
            raise AddressForbidden("Only http and https addresses are called.")
        if parts.username is not None or parts.password is not None:
            raise AddressForbidden("A web address with a user name in it is not called.")
        addresses = list(self._resolver(host, port))
        if f"{host}:{port}" in self._allowed and addresses:
            return _prefer_ipv4(addresses)
        if port not in _PORTS.values():
            raise AddressForbidden("Only the ports 80 and 443 are called.")
        if not addresses or not all(is_public(address) for address in addresses):
            raise AddressForbidden("This address is not on the public internet.")
        return _prefer_ipv4(addresses)


def _prefer_ipv4(addresses: list[str]) -> str:
    # Lambda without a dual-stack VPC has no IPv6 way out.
    return next((address for address in addresses if ":" not in address), addresses[0])
