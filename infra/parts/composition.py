"""The contexts' stacks, found in `infra/`, each made after those whose tables it borrows."""

import inspect
import pkgutil
from collections.abc import Callable
from graphlib import TopologicalSorter
from importlib import import_module

from constructs import Construct

import infra
from infra.parts.context import ContextStack
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
    parameters = inspect.signature(stack.__init__).parameters.values()
    return [one.name for one in parameters if one.kind is one.KEYWORD_ONLY]


def add_context_stacks(scope: Construct, shared: Shared) -> None:
    """Make every context's stack; raises `CycleError` if two borrow from each other."""
    stacks = context_stacks()
    order = TopologicalSorter({name: borrowed(stack) for name, stack in stacks.items()})
    tables: dict[str, Table] = {}
    for name in order.static_order():
        lent = {other: tables[other] for other in borrowed(stacks[name])}
        make: Callable[..., ContextStack] = stacks[name]
        tables[name] = make(scope, shared, **lent).table
