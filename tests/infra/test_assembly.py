"""What synthesis is kept by: what it reads, and nothing else; two clouds share it, each its own."""

import json
import shutil
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from infra.local import deploy
from infra.local.assembly import Assemblies, DidNotSynthesise, name_of, read_files, run_app
from infra.local.late import CODE, Late
from infra.local.process import ROOT, environment
from infra.local.settings import Settings
from infra.local.stacks import Stack, stacks_of
from tests.infra.conftest import Cloud

SMALL = """
import os, pathlib
out = pathlib.Path(os.environ["CDK_OUTDIR"])
(out / "manifest.json").write_text(os.environ["CDK_CONTEXT_JSON"])
with pathlib.Path({log!r}).open("a") as log:
    log.write("made\\n")
"""
LISTENING = """
import sys
from importlib.util import source_from_cache
from pathlib import Path
root = Path.cwd()
def heard(event, arguments):
    if event == "open" and isinstance(arguments[0], str):
        file = Path(arguments[0])
        if file.suffix == ".pyc":
            file = Path(source_from_cache(file))
        if file.is_relative_to(root):
            print(file.relative_to(root), file=sys.stderr)
sys.addaudithook(heard)
import infra.app
infra.app.main()
"""
# Copied or built for the sake of its hash: what a template says of it is replaced, or a lock's.
CODE_FOLDERS = (
    "functions/",
    "layers/kernel/",
    "layers/llm/",
    ".local/",
    ".venv/",
    "infra/local/",
    "web/",
)
EMPTY = "__init__.py"


def cloud(port: int, **named: str) -> Settings:
    return Settings(port, port + 1, port + 2, Path("/none"), named)


def bound(folder: Path, settings: Settings) -> dict[str, Stack]:
    return {stack.name: stack for stack in stacks_of(folder, Late(settings))}


def versions(stack: Stack) -> set[str]:
    return {
        id_
        for id_, resource in stack.bound["Resources"].items()
        if resource["Type"] == "AWS::Lambda::Version"
    }


@dataclass(frozen=True)
class AssemblyFolder:
    """Assemblies in a folder of their own, made by a small program that keeps a log."""

    folder: Path

    def assemblies(self, kept: int = 6, unused: float = 3600) -> Assemblies:
        program = ("-c", SMALL.format(log=str(self.folder / "log")))
        return Assemblies(self.folder / "assembly", program, kept, unused)

    def times(self) -> int:
        return (self.folder / "log").read_text().count("made")

    def kept(self) -> set[Path]:
        return set((self.folder / "assembly").glob("small-*"))


@pytest.fixture
def made(tmp_path: Path) -> AssemblyFolder:
    return AssemblyFolder(tmp_path)


def test_it_is_made_once_however_many_ask(made: AssemblyFolder) -> None:
    def ask(_turn: int) -> Path:
        return made.assemblies().of("small", {"one": 1}, environment({}))

    with ThreadPoolExecutor(4) as pool:
        folders = set(pool.map(ask, range(8)))
    assert len(folders) == 1
    assert made.times() == 1
    durations: list[float] = []
    made.assemblies().of("small", {"one": 2}, environment({}), durations.append)
    made.assemblies().of("small", {"one": 2}, environment({}), durations.append)
    assert len(durations) == 1
    assert made.times() == 2


def test_an_app_that_fails_leaves_nothing_and_says_why(tmp_path: Path) -> None:
    failing = Assemblies(tmp_path, ("-c", "raise SystemExit('no such stack')"))
    with pytest.raises(DidNotSynthesise, match="no such stack"):
        failing.of("small", {}, environment({}))
    assert [path.name for path in tmp_path.iterdir()] == [".small.lock"]


def test_only_the_unused_are_forgotten(made: AssemblyFolder) -> None:
    for number in range(4):
        made.assemblies(kept=2).of("small", {"number": number}, environment({}))
    assert len(made.kept()) == 4  # all of them used a moment ago
    newest = made.assemblies(kept=2, unused=-1).of("small", {"number": 4}, environment({}))
    assert len(made.kept()) == 2
    assert newest in made.kept()


def test_a_change_of_the_wiring_is_another_assembly_and_one_of_code_is_not(tmp_path: Path) -> None:
    for folder in ("infra", "layers", "functions"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    shutil.copy(ROOT / "cdk.json", tmp_path)
    context = Late(cloud(8080)).context()

    def name_after(file: str) -> str:
        with (tmp_path / file).open("a") as opened:
            opened.write("\n# changed\n")
        return name_of("laptop", context, tmp_path)

    first = name_of("laptop", context, tmp_path)
    assert name_after("functions/catalog/handlers/api.py") == first
    assert name_after("layers/kernel/python/kernel/errors.py") == first
    assert name_after("layers/llm/python/llm/chain.py") == first
    names = [
        first,
        name_after("infra/catalog.py"),
        name_after("infra/parts/function.py"),
        name_after("functions/channels/adapters/etsy/platform.json"),
    ]
    assert len(set(names)) == len(names)


def test_synthesis_reads_nothing_that_it_is_not_kept_by(tmp_path: Path) -> None:
    context = Late(Settings()).context()
    known = environment(deploy.SYNTHESIS)
    done = run_app(tmp_path, context, known, ("-c", LISTENING))
    assert done.returncode == 0, done.stderr[-3000:]
    kept_by = {str(path.relative_to(ROOT)) for path in read_files()}
    read = {
        line
        for line in done.stderr.splitlines()
        if (ROOT / line).is_file() and not line.endswith(EMPTY)
    }
    assert "infra/channels.py" in read
    strange = {name for name in read - kept_by if not name.startswith(CODE_FOLDERS)}
    assert strange == set()


def test_two_clouds_share_an_assembly_and_have_their_own_addresses(laptop: Cloud) -> None:
    one, other = cloud(20_000), cloud(30_000)
    kinds = [name_of("laptop", Late(settings).context()) for settings in (one, other)]
    assert kinds == [laptop.folder.name] * 2
    for settings, stranger in ((one, other), (other, one)):
        text = json.dumps([stack.bound for stack in bound(laptop.folder, settings).values()])
        assert "@@" not in text
        for address in (settings.public_url, settings.emulator_url, settings.sandbox_url):
            assert address in text
        for address in (stranger.public_url, stranger.emulator_url, stranger.sandbox_url):
            assert f"{address}/" not in text
            assert f'{address}"' not in text


def test_a_real_key_is_in_no_file_of_the_assembly(laptop: Cloud) -> None:
    keys = {"PINTEREST_APP_ID": "app-of-ours", "PINTEREST_APP_SECRET": "secret-of-ours"}
    late = Late(cloud(8080, **keys))
    assert "secret-of-ours" not in json.dumps(late.context())
    assert late.values["PINTEREST_APP_SECRET"] == "secret-of-ours"
    assert "secret-of-ours" not in "".join(
        file.read_text() for file in laptop.folder.glob("*.json")
    )


def test_another_handler_is_another_asset_and_another_version(
    laptop: Cloud, tmp_path: Path
) -> None:
    settings = cloud(8080)
    before = bound(laptop.folder, settings)["HaatCatalog"]
    again = bound(laptop.folder, settings)["HaatCatalog"]
    later = tmp_path / f"functions-{'f' * 32}"
    code = {**CODE, "functions": lambda: later}
    after = {one.name: one for one in stacks_of(laptop.folder, Late(settings, code))}["HaatCatalog"]
    assert before == again
    assert later in after.assets.values()
    function_keys = {
        one["Properties"]["Code"]["S3Key"]
        for one in after.bound["Resources"].values()
        if one["Type"] == "AWS::Lambda::Function"
    }
    assert function_keys == {f"{later.name}.zip"}
    assert versions(before)
    assert not versions(before) & versions(after)
    assert len(versions(before)) == len(versions(after))


def test_other_settings_are_another_version(laptop: Cloud) -> None:
    one, other = (bound(laptop.folder, cloud(port))["HaatCatalog"] for port in (20_000, 30_000))
    assert not versions(one) & versions(other)
    assert replace(one, bound={}) == replace(other, bound={})


def test_every_alias_names_a_version_that_is_there(laptop: Cloud) -> None:
    for stack in bound(laptop.folder, cloud(20_000)).values():
        resources = stack.bound["Resources"]
        for resource in resources.values():
            if resource["Type"] == "AWS::Lambda::Alias":
                assert resource["Properties"]["FunctionVersion"]["Fn::GetAtt"][0] in resources
