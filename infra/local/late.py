"""What a template is told late: one synthesis serves every cloud, on whatever ports, in any state.

The app is given a mark instead of each value that differs between two laptop clouds, and the
deployer writes the values where the marks are. Code is bound late as well: a template names it by
the hash of what it was when the app was synthesised, and is told the hash of what it is now.
"""

import json
import re
from collections.abc import Callable, Mapping
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any

from infra.local.settings import Settings
from infra.parts import assets

MARK = re.compile(r"@@([A-Za-z0-9_]+)@@")
ORIGINS = 3  # the front door by two names, and a tunnel to it
CODE: Mapping[str, Callable[[], Path]] = {"functions": assets.code, **assets.OWN}
STAGED = re.compile(rf"({'|'.join(CODE)})-[0-9a-f]{{32}}")
OF_CONTENT = 32  # the last letters of a version's logical id are a hash of its function

Template = dict[str, Any]


class Late:
    """The values of one laptop cloud, the context that has marks in their places, and the code."""

    def __init__(self, settings: Settings, code: Mapping[str, Callable[[], Path]] = CODE) -> None:
        self._settings = settings
        self._code = code

    @cached_property
    def values(self) -> dict[str, str]:
        """What stands where the marks stand, by name."""
        told = self._settings
        origins = [*told.origins, *told.origins[-1:] * ORIGINS][:ORIGINS]
        return {
            "public_url": told.public_url,
            "emulator_url": told.emulator_url,
            "outbound_allow": told.outbound_allow,
            "front_door_secret": told.front_door_secret,
            **{f"origin_{number}": origin for number, origin in enumerate(origins)},
            **told.vendors(),
        }

    def context(self) -> dict[str, Any]:
        """The CDK context of the laptop: it tells which settings there are, not what they say.

        Timings are told as they are: the time limits of functions are computed from them.
        """
        return {
            "haat:laptop": True,
            "haat:public_url": _mark("public_url"),
            "haat:emulator_url": _mark("emulator_url"),
            "haat:outbound_allow": _mark("outbound_allow"),
            "haat:front_door_secret": _mark("front_door_secret"),
            "haat:upload_origins": [_mark(f"origin_{number}") for number in range(ORIGINS)],
            "haat:vendors": {name: _mark(name) for name in sorted(self._settings.vendors())},
            "haat:timings": self._settings.timings(),
        }

    @cached_property
    def code(self) -> dict[str, Path]:
        """The folders of today's code, by the name that they are staged under."""
        return {name: stage() for name, stage in self._code.items()}

    def bind(self, template: Template, files: Mapping[str, str]) -> Template:
        """A template with this cloud's values and today's code.

        `files` has the assets' sources by the key that the template fetches them under.
        """
        known = {key: self.key(key, source) for key, source in files.items()}
        return _renew_versions(_each_text(template, lambda text: self._say(text, known)))

    def key(self, key: str, source: str) -> str:
        """The key under which an asset is uploaded: code is named by what it is now."""
        name = self._staged(source)
        return f"{self.code[name].name}.zip" if name else key

    def source(self, source: str) -> Path:
        """Where the files of an asset are now."""
        name = self._staged(source)
        return self.code[name] if name else Path(source)

    @staticmethod
    def _staged(source: str) -> str | None:
        found = STAGED.fullmatch(Path(source).name)
        return found[1] if found else None

    def _say(self, text: str, keys: Mapping[str, str]) -> str:
        if text in keys:
            return keys[text]
        if found := STAGED.fullmatch(text):
            return self.code[found[1]].name
        return MARK.sub(lambda mark: self.values[mark[1]], text)


def _mark(name: str) -> str:
    return f"@@{name}@@"


def _each_text(value: Any, change: Callable[[str], str]) -> Any:  # noqa: ANN401 - any JSON
    match value:
        case str():
            return change(value)
        case list():
            return [_each_text(item, change) for item in value]
        case dict():
            return {key: _each_text(item, change) for key, item in value.items()}
        case _:
            return value


def _renew_versions(template: Template) -> Template:
    """Name each published version by what its function is after binding.

    CDK does the same while it synthesises; a version whose name stayed would stay as it is, and
    with it the code that requests reach.
    """
    resources = template["Resources"]
    layers = [one for one in resources.values() if one["Type"] == "AWS::Lambda::LayerVersion"]
    renamed = {}
    for id_, version in resources.items():
        if version["Type"] == "AWS::Lambda::Version":
            function = resources[version["Properties"]["FunctionName"]["Ref"]]
            said = json.dumps([id_, function["Properties"], layers], sort_keys=True)
            hashed = sha256(said.encode()).hexdigest()
            renamed[id_] = id_[:-OF_CONTENT] + hashed[:OF_CONTENT]
    bound: Template = _each_text(template, lambda text: renamed.get(text, text))
    bound["Resources"] = {renamed.get(id_, id_): one for id_, one in bound["Resources"].items()}
    return bound
