"""The network of a client: the clients that share one limit."""

from __future__ import annotations

from ipaddress import IPv6Address, ip_address, ip_network


def network_of(host: str) -> str:
    """Return the network of a client's address.

    An IPv4 address is a network of its own. IPv6 addresses with the same first 64 bits are one
    network, because one client can have all of them (RFC 6177). An IPv4 address in the form of an
    IPv6 address counts as an IPv4 address. Any other text is returned as it is.
    """
    try:
        address = ip_address(host.partition("%")[0])
    except ValueError:
        return host
    if not isinstance(address, IPv6Address):
        return str(address)
    if address.ipv4_mapped:
        return str(address.ipv4_mapped)
    return str(ip_network((int(address), 64), strict=False))
