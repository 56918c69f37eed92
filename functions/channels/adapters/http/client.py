"""One call to a vendor: sent once by the guarded client, classified by the vendor's own table."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from functions.channels.adapters.http.errors import ErrorClass, ErrorRule, failure
from kernel.http import Answer, GuardedClient, NotJson, ResponseLost

Json = Any  # a vendor's JSON has no closed type
Classifier = Callable[[int, Mapping[str, str], Json], ErrorRule | None]
PageClassifier = Callable[[int, Mapping[str, str]], ErrorRule | None]

_SERVER_ERROR = 500
_REFUSED = 400
_TOO_MANY = 429


@dataclass(frozen=True, slots=True)
class VendorRequest:
    """A request by its parts; `effect` says that it could make something visible."""

    method: str
    url: str
    params: Mapping[str, str] | None = None
    form: Mapping[str, str] | None = None
    json: Json = None
    files: Mapping[str, tuple[str, bytes, str]] | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    auth: tuple[str, str] | None = None
    effect: bool = False

    def by(self, token: str, **headers: str) -> "VendorRequest":
        """A copy of the request with a bearer token and these headers."""
        return replace(self, headers={**headers, "authorization": f"Bearer {token}"})


@dataclass(frozen=True, slots=True)
class VendorResponse:
    """A good answer: its JSON (None when empty) and its headers, their names in lower case."""

    body: Json
    headers: Mapping[str, str]


class VendorClient:
    """Calls one vendor; `classify` reads its answers, None meaning that all is well.

    `page` judges a web page that came instead of JSON; None leaves that to the general rule.
    """

    def __init__(
        self,
        name: str,
        client: GuardedClient,
        classify: Classifier,
        page: PageClassifier | None = None,
    ) -> None:
        self._name = name
        self._client = client
        self._classify = classify
        self._page = page

    def __call__(self, call: VendorRequest) -> Json:
        """The answer's JSON (None when empty); raises one of the four failures."""
        return self.exchange(call).body

    def exchange(self, call: VendorRequest) -> VendorResponse:
        """The answer with its headers, which some vendors use; raises one of the four failures."""
        try:
            answer = self._send(call)
        except ResponseLost as error:
            silent = ErrorRule(ErrorClass.AGAIN, f"{self._name} did not answer.")
            raise failure(silent, effect=call.effect) from error
        body = self._body(answer, effect=call.effect)
        rule = self._classify(answer.status, answer.headers, body)
        if rule is not None:
            raise failure(rule, effect=call.effect)
        return VendorResponse(body, answer.headers)

    def _send(self, call: VendorRequest) -> Answer:
        return self._client.send(
            call.method,
            call.url,
            headers=call.headers,
            params=call.params,
            form=call.form,
            json=call.json,
            files=call.files,
            auth=call.auth,
        )

    def _body(self, answer: Answer, *, effect: bool) -> Json:
        if not answer.body.strip():
            return None
        try:
            return answer.json()
        except NotJson as error:
            raise failure(self._strange(answer), effect=effect) from error

    def _strange(self, answer: Answer) -> ErrorRule:
        rule = self._page(answer.status, answer.headers) if self._page else None
        return rule or self._unknown(answer)

    def _unknown(self, answer: Answer) -> ErrorRule:
        reason = f"{self._name} answered with something that is not its API."
        if answer.status == _TOO_MANY:
            return ErrorRule(ErrorClass.LIMITED, reason, after=retry_after(answer.headers, 60))
        # A gate in front of the API (a proxy, a firewall) refused it: it never got there.
        refused = _REFUSED <= answer.status < _SERVER_ERROR
        return ErrorRule(ErrorClass.LIMITED if refused else ErrorClass.AGAIN, reason, after=10)


def retry_after(headers: Mapping[str, str], otherwise: float) -> float:
    """The vendor's `Retry-After` in seconds, or `otherwise`."""
    text = headers.get("retry-after", "").strip()
    return float(text) if text.isdigit() else otherwise
