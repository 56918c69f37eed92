"""Cookies as Haat sets them: HttpOnly, and on https bound to it by attribute and name."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from kernel.web import Request, Response


@dataclass(frozen=True, slots=True)
class Cookie:
    """A cookie of the site at `public_url`, sent with requests below `path`.

    On https its name begins with `__Secure-`, so that no page without https can have set it (ASVS
    3.3.1). On plain http, the laptop's, it has the bare name: browsers take no other.
    """

    name: str
    path: str
    lasts: timedelta
    public_url: str
    same_site: Literal["strict", "lax"] = "strict"

    @property
    def full_name(self) -> str:
        """The name as the browser keeps it."""
        return f"__Secure-{self.name}" if self._secure else self.name

    def read(self, request: Request) -> str:
        """The value that came with the request, or ""."""
        return request.cookies.get(self.full_name, "")

    def set(self, response: Response, value: str) -> None:
        """Have the browser keep the value."""
        response.set_cookie(
            self.full_name,
            value,
            max_age=int(self.lasts.total_seconds()),
            path=self.path,
            httponly=True,
            samesite=self.same_site,
            secure=self._secure,
        )

    def delete(self, response: Response) -> None:
        """Have the browser forget the cookie."""
        response.delete_cookie(
            self.full_name,
            path=self.path,
            httponly=True,
            samesite=self.same_site,
            secure=self._secure,
        )

    @property
    def _secure(self) -> bool:
        return self.public_url.startswith("https:")
