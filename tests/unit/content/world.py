"""Stand-ins at the ports of content, limits as the platforms have them, and any text there is."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from hypothesis import strategies as st
from pydantic import TypeAdapter

from functions.content.errors import NoSuchPhoto
from functions.content.events import RewriteRequested
from functions.content.model.draft import Draft, Edit, TextEdit
from functions.content.model.facts import Facts, FactsChange
from functions.content.model.platforms import TextLimits
from functions.content.model.text import one_line, prose
from functions.content.model.wording import Brief, Copy, Writer, Written
from functions.content.ports import Claim, PhotoEntry, PhotoState
from functions.content.service.drafting import Drafting
from functions.content.service.writing import Writing
from kernel.clock import SetClock
from kernel.errors import StaleWrite
from kernel.events import Event
from kernel.ids import CountedIds
from kernel.money import Money
from kernel.pages import Page

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
ASHA, RAVI = "user_asha", "user_ravi"

FACEBOOK = TextLimits("facebook", "Facebook Page", text_max=63_206)
INSTAGRAM = TextLimits("instagram", "Instagram", text_max=2200, hashtags_max=30, mentions_max=20)
ETSY = TextLimits("etsy", "Etsy", title_max=140, text_max=50_000, tags_max=13, tag_max=20)
PINTEREST = TextLimits("pinterest", "Pinterest", title_max=100, text_max=800)
MEESHO = TextLimits("meesho", "Meesho", title_max=100, text_max=1400)
LIMITS = (FACEBOOK, INSTAGRAM, ETSY, PINTEREST, MEESHO)

VASE = Facts(
    title="Blue pottery vase",
    craft="Blue pottery",
    materials=("quartz powder", "glass", "borax"),
    technique="Hand painting",
    region="Jaipur",
    price=Money(125_000, "INR"),
    quantity=3,
    dimensions="20 cm high, 12 cm wide",
    story="My grandmother taught me the flower on it.\n\nIt takes four days to fire.",
    link="https://asha.example/vase",
)

# Clusters that are cut wrongly by the careless, and the characters that platforms count.
_HARD = (
    "क्षि त्रज्ञ नमस्ते தமிழ் বাংলা 👩🏽‍🎨👨‍👩‍👧‍👦🇮🇳🏴 é̂ "
    "##\uff03@@ &%:+ a.b www. https://x.in/#y …।\n\t 漢字ไทย"
)
words = st.one_of(
    st.text(max_size=40),
    st.text(alphabet=st.sampled_from(_HARD), max_size=60),
    st.lists(st.sampled_from(_HARD.split(" ")), max_size=30).map(" ".join),
)
lines = words.map(one_line)
long_texts = st.tuples(words, st.integers(1, 120)).map(
    lambda pair: prose((pair[0] + " ") * pair[1])
)
facts = st.builds(
    Facts,
    title=st.none() | lines,
    craft=st.none() | lines,
    materials=st.lists(lines.filter(bool), max_size=8).map(tuple),
    technique=st.none() | lines,
    region=st.none() | lines,
    price=st.none() | st.builds(Money, st.integers(1, 10**11), st.sampled_from(["INR", "JPY"])),
    dimensions=st.none() | lines,
    story=st.none() | long_texts,
    link=st.none()
    | st.sampled_from(["https://asha.example/#shop", "http://a.example/" + "x" * 480]),
)


class MemoryDrafts:
    """The `Drafts` port in memory, with the same conditions as the table."""

    def __init__(self) -> None:
        self.kept: dict[str, Draft] = {}
        self.entries: dict[tuple[str, str], PhotoEntry] = {}
        self.said: list[Event] = []
        self.before_save: Callable[[], None] | None = None

    def find(self, owner_id: str, draft_id: str) -> Draft | None:
        draft = self.kept.get(draft_id)
        return draft if draft and draft.owner_id == owner_id else None

    def entry(self, owner_id: str, photo_id: str) -> PhotoEntry | None:
        return self.entries.get((owner_id, photo_id))

    def page(self, owner_id: str, limit: int, cursor: str | None) -> Page[Draft]:
        mine = [draft for draft in self.kept.values() if draft.owner_id == owner_id]
        return Page(sorted(mine, key=lambda one: one.created_at, reverse=True)[:limit], cursor)

    def save(
        self,
        draft: Draft,
        *said: Event,
        claims: tuple[Claim, ...] = (),
        gone: tuple[Draft, ...] = (),
    ) -> None:
        if self.before_save:
            interfere, self.before_save = self.before_save, None
            interfere()
        there = self.kept.get(draft.draft_id)
        fresh = (there.version if there else 0) == draft.version - 1
        unclaimed = all(self.entry(draft.owner_id, one.now.photo_id) == one.was for one in claims)
        if not (fresh and unclaimed and all(self.kept.get(one.draft_id) == one for one in gone)):
            raise StaleWrite("changed")
        self.kept[draft.draft_id] = draft
        for claim in claims:
            self.entries[draft.owner_id, claim.now.photo_id] = claim.now
        for one in gone:
            del self.kept[one.draft_id]
        self.said += said

    def told(self, kind: type[Event]) -> list[Event]:
        return [event for event in self.said if isinstance(event, kind)]


@dataclass
class FixedPhotos:
    """The `Photos` port: photo id to state, for Asha only."""

    states: dict[str, PhotoState] = field(default_factory=dict)

    def state(self, owner_id: str, photo_id: str) -> PhotoState:
        if owner_id != ASHA or photo_id not in self.states:
            raise NoSuchPhoto
        return self.states[photo_id]


@dataclass
class FixedStores:
    """The `Stores` port."""

    known: Facts = field(default_factory=Facts)

    def facts(self, owner_id: str) -> Facts:
        return self.known if owner_id == ASHA else Facts()


@dataclass
class FixedPlatforms:
    """The `Platforms` port."""

    known: tuple[TextLimits, ...] = LIMITS

    def limits(self) -> tuple[TextLimits, ...]:
        return self.known


class PlainWriter:
    """The `CopyWriter` port: writes the same words and counts; `meanwhile` runs while it writes."""

    def __init__(self, title: str = "A vase") -> None:
        self.title = title
        self.briefs: list[Brief] = []
        self.meanwhile: Callable[[], None] | None = None

    def write(self, brief: Brief) -> Written:
        self.briefs.append(brief)
        if self.meanwhile:
            interfere, self.meanwhile = self.meanwhile, None
            interfere()
        copy = Copy(self.title, f"Take {len(self.briefs)}.", ("#Vase",), "A vase on a table")
        return Written(copy, Writer("plain"), ("How large is it?",))


class Studio:
    """Content's use cases on stand-ins."""

    def __init__(self, states: Mapping[str, PhotoState] | None = None) -> None:
        self.drafts = MemoryDrafts()
        self.photos = FixedPhotos(dict(states or {"photo_1": "ready"}))
        self.stores = FixedStores()
        self.platforms = FixedPlatforms()
        self.clock = SetClock(NOON)
        self.writer = PlainWriter()
        self.drafting = Drafting(
            self.drafts, self.photos, self.stores, self.platforms, self.clock, CountedIds()
        )
        self.writing = Writing(self.drafts, self.writer, self.platforms, self.clock)

    def only(self) -> Draft:
        """The one draft there is."""
        (draft,) = self.drafts.kept.values()
        return draft

    def written(self) -> Draft:
        """The one draft, with its newest request carried out."""
        draft = self.only()
        assert self.writing.write(ASHA, draft.draft_id, draft.asked)
        return self.only()


NOTHING = FactsChange()


def told(**facts: str) -> FactsChange:
    return FactsChange(TypeAdapter(Facts).validate_python(facts), frozenset(facts))


def hand(
    platform: str = "etsy",
    *,
    title: str | None = None,
    text: str | None = None,
    tags: tuple[str, ...] | None = None,
) -> Edit:
    return Edit(platforms={platform: TextEdit(title, text, tags)})


def ready(studio: Studio) -> Draft:
    studio.drafting.start(ASHA, ("photo_1",), told(title="A vase", craft="Blue pottery"))
    return studio.written()


def requests(studio: Studio) -> list[RewriteRequested]:
    return [event for event in studio.drafts.said if isinstance(event, RewriteRequested)]
