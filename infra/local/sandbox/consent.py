"""The page on which a person allows or denies an app: a real form that a browser clicks through."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode, urlsplit, urlunsplit

from starlette.datastructures import FormData, QueryParams
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from infra.local.sandbox.oauth import Authority, Grant
from infra.local.sandbox.pages import page

PKCE_CHALLENGE = re.compile(r"[A-Za-z0-9_-]{43}")
STATE_LONGEST = 1024


@dataclass(frozen=True)
class ConsentOption:
    """Something that a person may leave out, such as one of their Pages."""

    value: str
    label: str


@dataclass(frozen=True)
class ConsentRequest:
    """A checked authorization request."""

    redirect_uri: str
    state: str
    scopes: tuple[str, ...]
    challenge: str | None


@dataclass(frozen=True)
class ConsentApp:
    """One vendor's authorization endpoint.

    ``scopes`` maps each scope that the vendor knows to words for a person; ``partial`` lets the
    person untick scopes other than ``required``; ``choices`` are ticked by default and reach the
    grant as ``extra[choices_name]``; ``suffix`` is what the vendor appends to the redirect
    (Meta's ``#_``); ``sign`` adds what it signs the way back with (Shopify's ``hmac``). With an
    empty ``denied`` the browser does not go back after a denial.
    """

    authority: Authority
    person: str
    subject: str
    scopes: Mapping[str, str]
    required: frozenset[str] = frozenset()
    partial: bool = False
    pkce_required: bool = False
    choices: tuple[ConsentOption, ...] = ()
    choices_name: str = "choices"
    choices_title: str = ""
    suffix: str = ""
    sign: Callable[[Mapping[str, str]], Mapping[str, str]] = dict
    denied: Mapping[str, str] = field(
        default_factory=lambda: {
            "error": "access_denied",
            "error_description": "The person denied the request.",
        }
    )

    def routes(self, path: str) -> list[Route]:
        """GET shows the page, POST takes the decision."""
        return [
            Route(path, self.show, methods=["GET"]),
            Route(path, self.decide, methods=["POST"]),
        ]

    async def show(self, request: Request) -> Response:
        """The consent page, or the vendor's error page or error redirect."""
        asked = self._asked(request.query_params)
        if isinstance(asked, Response):
            return asked
        return page(
            "consent.html",
            vendor=self.authority.credentials.vendor,
            app=self,
            asked=asked,
            query=dict(request.query_params),
        )

    async def decide(self, request: Request) -> Response:
        """Send the browser back to the app with a code or with the denial."""
        async with request.form() as form:
            return self._decision(form)

    def _decision(self, form: FormData) -> Response:
        asked = self._asked(form)
        if isinstance(asked, Response):
            return asked
        if form.get("decision") != "allow" and not self.denied:
            return page("done.html", words="Nothing was allowed, and the app was told nothing.")
        if form.get("decision") != "allow":
            return self._back(asked.redirect_uri, {**self.denied, "state": asked.state})
        ticked = {str(value) for value in form.getlist("granted")}
        granted = tuple(
            scope
            for scope in asked.scopes
            if not self.partial or scope in self.required or scope in ticked
        )
        extra = {self.choices_name: [str(value) for value in form.getlist("chosen")]}
        grant = Grant(self.subject, granted, extra if self.choices else {})
        code = self.authority.issue_code(asked.redirect_uri, grant, asked.challenge)
        return self._back(asked.redirect_uri, {"code": code, "state": asked.state})

    def _asked(self, query: QueryParams | FormData) -> ConsentRequest | Response:
        values = {name: str(value) for name, value in query.items()}
        redirect_uri = values.get("redirect_uri", "")
        if values.get("client_id") != self.authority.credentials.client_id:
            return self._refusal("Invalid app: the client_id is not registered here.")
        if not self.authority.credentials.allows(redirect_uri):
            return self._refusal("URL blocked: the redirect_uri is not on this app's list.")
        state = values.get("state", "")
        wrong = self._wrong(values)
        if wrong is not None:
            error, words = wrong
            return self._back(
                redirect_uri, {"error": error, "error_description": words, "state": state}
            )
        return ConsentRequest(
            redirect_uri,
            state,
            _scopes(values.get("scope", "")),
            values.get("code_challenge") or None,
        )

    def _wrong(self, values: Mapping[str, str]) -> tuple[str, str] | None:
        if values.get("response_type", "code") != "code":
            return "unsupported_response_type", "Only response_type=code is offered."
        unknown = [scope for scope in _scopes(values.get("scope", "")) if scope not in self.scopes]
        if unknown or not _scopes(values.get("scope", "")):
            return "invalid_scope", f"Invalid scopes: {', '.join(unknown) or 'none were asked'}."
        if not 0 < len(values.get("state", "")) <= STATE_LONGEST:
            return "invalid_request", "A state is required."
        challenge = values.get("code_challenge", "")
        if challenge and values.get("code_challenge_method") != "S256":
            return "invalid_request", "Only code_challenge_method=S256 is offered."
        if (challenge or self.pkce_required) and not PKCE_CHALLENGE.fullmatch(challenge):
            return "invalid_request", "A PKCE code_challenge (S256) is required."
        return None

    def _refusal(self, words: str) -> Response:
        vendor = self.authority.credentials.vendor
        return page("refusal.html", status=400, vendor=vendor, words=words)

    def _back(self, redirect_uri: str, values: Mapping[str, str]) -> Response:
        parts = urlsplit(redirect_uri)
        query = "&".join(filter(None, (parts.query, urlencode(self.sign(values)))))
        return RedirectResponse(urlunsplit(parts._replace(query=query)) + self.suffix, 302)


def _scopes(text: str) -> tuple[str, ...]:
    """Scopes as sent: Meta and Pinterest put commas between them, Etsy spaces."""
    return tuple(dict.fromkeys(re.split(r"[,\s]+", text.strip()))) if text.strip() else ()
