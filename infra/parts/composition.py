"""The contexts' stacks, found in `infra/`, each made after those from which it borrows."""

import inspect
import pkgutil
from collections.abc import Callable, Mapping
from graphlib import TopologicalSorter
from importlib import import_module

from constructs import Construct

import infra
from infra.parts.context import ContextStack
from infra.parts.internal_function import InternalFunction
from infra.parts.shared import Shared
from infra.parts.table import Table

_ROOT = "app"


def context_stacks() -> dict[str, type[ContextStack]]:
    """The stack of each context, by the name of its file: `infra/catalog.py` has catalog's."""
    found: dict[str, type[ContextStack]] = {}
    for file in pkgutil.iter_modules(infra.__path__):
        if file.ispkg or file.name == _ROOT:
            continue
        module = import_module(f"infra.{file.name}")
        for thing in vars(module).values():
            its_own = isinstance(thing, type) and thing.__module__ == module.__name__
            if its_own and issubclass(thing, ContextStack):
                found[file.name] = thing
    return found


def borrowed(stack: type[ContextStack]) -> list[str]:
    """The contexts whose tables a stack names as keyword parameters: it may use these alone."""
    return [name for name in _keywords(stack) if "_" not in name]


def borrowed_functions(stack: type[ContextStack]) -> list[tuple[str, str]]:
    """Context and noun of each internal function that a stack names: `channels_posting`."""
    return [(of, noun) for of, _, noun in map(_parted, _keywords(stack)) if noun]


def add_context_stacks(scope: Construct, shared: Shared) -> list[ContextStack]:
    """Make every context's stack; raises `CycleError` if two borrow from each other."""
    classes = context_stacks()
    order = TopologicalSorter(
        {name: {_parted(one)[0] for one in _keywords(stack)} for name, stack in classes.items()}
    )
    stacks: dict[str, ContextStack] = {}
    for name in order.static_order():
        make: Callable[..., ContextStack] = classes[name]
        lent = {keyword: _lent(stacks, keyword) for keyword in _keywords(classes[name])}
        stacks[name] = make(scope, shared, **lent)
    return [*stacks.values()]


def _lent(stacks: Mapping[str, ContextStack], keyword: str) -> Table | InternalFunction:
    context, _, noun = _parted(keyword)
    return stacks[context].internal[noun] if noun else stacks[context].table


def _keywords(stack: type[ContextStack]) -> list[str]:
    parameters = inspect.signature(stack.__init__).parameters.values()
    return [one.name for one in parameters if one.kind is one.KEYWORD_ONLY]


def _parted(keyword: str) -> tuple[str, str, str]:
    """A context is one word: what follows it names its internal function, else its table."""
    return keyword.partition("_")
