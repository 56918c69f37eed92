"""The trash is emptied until nothing is due; a photo that fails is in no other's way."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from functions.media.model.photo import Photo
from functions.media.service.photo_purger import PhotoPurger
from kernel.clock import SetClock
from kernel.errors import StaleWrite, TryLater
from kernel.events import Event

NOW = datetime(2026, 3, 1, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


class Trash:
    """The photos that are due, in memory: `DeletedPhotos`, `PictureFiles` and `PictureCache`."""

    def __init__(self, count: int) -> None:
        self.clock = SetClock(NOW)
        names = [f"photo_{number}" for number in range(count)]
        self.rows = {
            name: (NOW, Photo(name, "user_asha", "pot.jpg", NOW, deleted_at=NOW)) for name in names
        }
        self.cleared: list[tuple[str, ...]] = []
        self.on_remove: Callable[[str], None] = lambda _key: None
        self.on_forget: Callable[[str], None] = lambda _photo_id: None
        self.on_clear: Callable[[], None] = lambda: None
        self.purger = PhotoPurger(self, _Files(self), _Cache(self), self.clock)

    def due(self, now: datetime, limit: int) -> Sequence[Photo]:
        waiting = sorted(self.rows.values(), key=lambda row: row[0])
        return [photo for at, photo in waiting if at <= now][:limit]

    def postpone(self, photo: Photo, until: datetime) -> None:
        self.rows[photo.photo_id] = until, photo

    def forget(self, photo: Photo, *_events: Event) -> None:
        self.on_forget(photo.photo_id)
        del self.rows[photo.photo_id]


class _Files:
    def __init__(self, trash: Trash) -> None:
        self._trash = trash

    def remove(self, *prefixes: str) -> None:
        self._trash.on_remove(prefixes[0].rpartition("/")[2])

    def __getattr__(self, name: str) -> Any:
        raise AssertionError(f"a purge has no need of {name}")


class _Cache:
    def __init__(self, trash: Trash) -> None:
        self._trash = trash

    def forget(self, *prefixes: str) -> None:
        self._trash.on_clear()
        self._trash.cleared.append(prefixes)


def fail_for(*names: str) -> Callable[[str], None]:
    def act(name: str) -> None:
        if name in names:
            raise RuntimeError(name)

    return act


def test_who_deletes_much_delays_nobodys_erasure() -> None:
    trash = Trash(400)
    assert trash.purger.purge(MINUTE) == 400
    assert trash.rows == {}
    assert max(map(len, trash.cleared)) == 15
    assert sum(map(len, trash.cleared)) == 400


@pytest.mark.parametrize("place", ["on_remove", "on_forget"])
def test_photos_that_fail_are_put_off_and_the_others_go(place: str) -> None:
    trash = Trash(60)
    bad = [f"photo_{number}" for number in range(20)]  # more than a whole page, and the first
    setattr(trash, place, fail_for(*bad))
    assert trash.purger.purge(MINUTE) == 40
    assert sorted(trash.rows) == sorted(bad)
    assert trash.purger.purge(MINUTE) == 0
    setattr(trash, place, lambda _name: None)
    trash.clock.forward(3600)
    assert trash.purger.purge(MINUTE) == 20


def test_a_run_ends_in_time_and_the_next_goes_on() -> None:
    trash = Trash(100)
    trash.on_remove = lambda _key: trash.clock.forward(10)
    assert trash.purger.purge(5 * MINUTE) == 30
    trash.on_remove = lambda _key: None
    assert trash.purger.purge(MINUTE) == 70


def test_a_photo_that_was_restored_meanwhile_stays() -> None:
    trash = Trash(2)

    def restored(name: str) -> None:
        if name == "photo_0":
            raise StaleWrite("It was restored.")

    trash.on_forget = restored
    assert trash.purger.purge(MINUTE) == 1
    assert trash.rows["photo_0"][0] == NOW


def test_nothing_is_forgotten_while_the_cache_is_busy() -> None:
    trash = Trash(3)

    def busy() -> None:
        raise TryLater("Fifteen paths are being cleared.")

    trash.on_clear = busy
    assert trash.purger.purge(MINUTE) == 0
    assert len(trash.rows) == 3
    trash.on_clear = lambda: None
    assert trash.purger.purge(MINUTE) == 3


def test_a_run_in_which_all_fail_does_not_go_unseen() -> None:
    trash = Trash(20)
    trash.on_remove = fail_for(*trash.rows)
    with pytest.raises(RuntimeError):
        trash.purger.purge(MINUTE)
    assert len(trash.rows) == 20
    assert trash.purger.purge(MINUTE) == 0  # they wait
