"""One container per class and process; parts are built once, when first asked for."""

from functools import cached_property

import pytest

from kernel.aws.container import Container, forget_containers


class Shop(Container):
    def __init__(self) -> None:
        self.built: list[str] = []
        self.is_closed = False

    @cached_property
    def part(self) -> list[str]:
        self.built.append("part")
        return self.built

    def close(self) -> None:
        self.is_closed = True


class OtherShop(Container):
    pass


@pytest.fixture(autouse=True)
def _forgotten() -> None:
    forget_containers()


def test_a_class_has_one_container() -> None:
    assert Shop.shared() is Shop.shared()
    assert isinstance(OtherShop.shared(), OtherShop)


def test_a_part_is_built_once_and_only_when_it_is_asked_for() -> None:
    shop = Shop.shared()
    assert shop.built == []

    assert shop.part is shop.part

    assert shop.built == ["part"]


def test_parts_share_the_parts_that_they_are_built_from() -> None:
    shop = Shop.shared()

    assert shop.clock is shop.clock
    assert shop.outbox is shop.outbox


def test_a_forgotten_container_is_closed_and_the_next_one_is_another() -> None:
    before = Shop.shared()
    closed_before = before.is_closed

    forget_containers()

    assert (closed_before, before.is_closed) == (False, True)
    assert Shop.shared() is not before
