"""Which links Telegram takes, and what it makes of them.

Behaves like TDLib's `LinkManager::check_link` and `parse_url` (rules 19 and 24).
"""

from __future__ import annotations

import ipaddress
import re

_SPACE = " \t\r\n\0\v"
_HOST = re.compile(r"(?:[a-z0-9.\-_!$,~*'();&+=\u0080-\U0010ffff]|%[0-9a-f]{2})*")
_USERINFO = re.compile(r"(?:[A-Za-z0-9.\-_!$,~*'();&+=:\u0080-\U0010ffff]|%[0-9A-Fa-f]{2})*")
_OWN = ("tg:", "ton:", "tonsite:")


class LinkError(ValueError):
    """The link is refused; the text is TDLib's own reason."""


def lower_ascii(text: str) -> str:
    """`text` with only A-Z lowered, as TDLib does."""
    return "".join(chr(ord(c) + 32) if "A" <= c <= "Z" else c for c in text)


def check_link(link: str, *, https_only: bool = False) -> str:
    """The link as Telegram keeps it, e.g. `iom.int` → `http://iom.int/`. Raises `LinkError`."""
    own = next((scheme for scheme in _OWN if lower_ascii(link).startswith(scheme)), "")
    rest = link[len(own) :]
    if own and rest.startswith("//"):
        rest = rest[2:]
    protocol, userinfo, host, port, query, is_ipv6 = _split(rest)
    if https_only and (protocol != "https" or own):
        raise LinkError("Only HTTPS links are allowed")
    if own:
        explicit = lower_ascii(rest).startswith("http://") or protocol == "https"
        if explicit or userinfo or port or is_ipv6:
            raise LinkError("Wrong tg URL" if own == "tg:" else "Wrong ton URL")
        if query.startswith("/?"):
            query = query[1:]
        dot = "." if own == "tonsite:" else ""
        if not re.fullmatch(rf"[A-Za-z0-9_{dot}-]*", host):
            raise LinkError("Unallowed characters in URL host")
        return f"{own}//{host}{query}"
    if "." not in host and not is_ipv6:
        raise LinkError("Wrong HTTP URL")
    login = f"{userinfo}@" if userinfo else ""
    return f"{protocol}://{login}{host}{f':{port}' if port else ''}{query}"


def mentioned_user(link: str) -> int:
    """The id in `tg://user?id=…`, or 0."""
    found = re.fullmatch(r"tg:(?://)?user/?\?([^#]*)(?:#.*)?", lower_ascii(link), re.DOTALL)
    for pair in found[1].split("&") if found else ():
        key, _, value = pair.partition("=")
        if key == "id":
            return int(value) if re.fullmatch(r"[0-9]{1,18}", value) else 0
    return 0


def _split(url: str) -> tuple[str, str, str, int, str, bool]:
    """(protocol, userinfo, host, port or 0, query from `/`, whether IPv6)."""
    protocol = "http"
    found = re.match(r"[^:/?#@\[\]]*", url)
    assert found is not None
    if url[found.end() :].startswith("://"):
        protocol = lower_ascii(found[0])
        if protocol not in ("http", "https"):
            raise LinkError("Unsupported URL protocol")
        url = url[found.end() + 3 :]
    place = re.match(r"[^/?#]*", url)
    assert place is not None
    authority, query = place[0], url[place.end() :].rstrip(_SPACE)
    port = 0
    mark = max((authority.rfind(c) for c in ":]@"), default=-1)
    if mark > 0 and authority[mark] == ":":
        digits = authority[mark + 1 :].lstrip("0") or authority[mark + 1 :][-1:]
        if not re.fullmatch(r"[0-9]{1,5}", digits) or not 0 < int(digits) <= 65535:
            raise LinkError("Wrong port number specified in the URL")
        port, authority = int(digits), authority[:mark]
    userinfo, _, host = authority.rpartition("@")
    is_ipv6 = host.startswith("[") and host.endswith("]") and len(host) > 1
    if is_ipv6:
        try:
            if "%" in host:
                raise ValueError(host)
            ipaddress.IPv6Address(host[1:-1])
        except ValueError:
            raise LinkError("Wrong IPv6 address specified in the URL") from None
    if not host:
        raise LinkError("URL host is empty")
    if host == ".":
        raise LinkError("Host is invalid")
    if not query.startswith("/"):
        query = "/" + query
    query = "".join(c if ord(c) > 0x20 else f"%{ord(c):02X}" for c in query)
    host = lower_ascii(host)
    if not is_ipv6 and not _HOST.fullmatch(host):
        bad = "%" in host and _HOST.fullmatch(re.sub("%", "", host))
        raise LinkError("Wrong percent-encoded symbol in URL host" if bad else "Wrong URL host")
    if not _USERINFO.fullmatch(userinfo):
        raise LinkError("Wrong URL userinfo")
    return protocol, userinfo, host, port, query, is_ipv6
