"""Content's services on ports in memory, the platforms' limits, and strategies for texts."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from hypothesis import strategies as st
from pydantic import TypeAdapter

from functions.channels.model.text_limits import TextLimits
from functions.content.adapters.channels import ChannelPlatformRules
from functions.content.errors.drafts import PhotoNotFound
from functions.content.events import RewriteRequested
from functions.content.model.draft import Draft
from functions.content.model.edits import Edit, TextEdit
from functions.content.model.facts import Facts, FactsChange
from functions.content.model.templates import HashtagGroup, Template
from functions.content.model.wording import Brief, Copy, Writer, Written
from functions.content.ports.drafts import PhotoState
from functions.content.service.copy_writing import CopyWriting
from functions.content.service.draft_creation import DraftCreation
from functions.content.service.draft_editor import DraftEditor
from functions.content.service.regeneration import Regeneration
from functions.content.service.reviews import Reviews
from functions.content.service.templates import Templates
from functions.content.service.voices import VoiceLearner
from kernel.clock import SetClock
from kernel.ids import CountedIds
from kernel.money import Money
from kernel.normal_form import one_line, prose
from tests.unit.content.in_memory import MemoryCollection, MemoryDrafts, MemoryHistory, MemoryVoices

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
ASHA, RAVI = "user_asha", "user_ravi"

_KNOWN = {limits.platform: limits for limits in ChannelPlatformRules().limits()}
FACEBOOK, INSTAGRAM, ETSY = _KNOWN["facebook"], _KNOWN["instagram"], _KNOWN["etsy"]
PINTEREST, MEESHO = _KNOWN["pinterest"], _KNOWN["meesho"]
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


@dataclass
class FixedPhotos:
    """The `Photos` port: photo id to state, for Asha only."""

    states: dict[str, PhotoState] = field(default_factory=dict)

    def state(self, owner_id: str, photo_id: str) -> PhotoState:
        if owner_id != ASHA or photo_id not in self.states:
            raise PhotoNotFound
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

    def forbidding_ai_pictures(self) -> tuple[str, ...]:
        return ()


class PlainWriter:
    """The `CopyWriter` port: writes the same words and counts; `meanwhile` runs while it writes."""

    def __init__(self, title: str = "A vase") -> None:
        self.title = title
        self.copy: Copy | None = None
        self.briefs: list[Brief] = []
        self.meanwhile: Callable[[], None] | None = None

    def write(self, brief: Brief) -> Written:
        self.briefs.append(brief)
        if self.meanwhile:
            interfere, self.meanwhile = self.meanwhile, None
            interfere()
        copy = Copy(self.title, f"Take {len(self.briefs)}.", ("#Vase",), "A vase on a table")
        copies = dict.fromkeys(brief.languages, self.copy or copy)
        return Written(copies, Writer("plain"), ("How large is it?",))


class Services:
    """Content's services on ports in memory."""

    def __init__(self, states: Mapping[str, PhotoState] | None = None) -> None:
        self.drafts = MemoryDrafts()
        self.photos = FixedPhotos(dict(states or {"photo_1": "ready"}))
        self.stores = FixedStores()
        self.platforms = FixedPlatforms()
        self.clock = SetClock(NOON)
        self.writer = PlainWriter()
        self.voices = MemoryVoices()
        ids = CountedIds()
        self.draft_creation = DraftCreation(
            self.drafts, self.photos, self.stores, self.platforms, self.clock, ids
        )
        self.templates = Templates(
            templates=MemoryCollection[Template](lambda one: one.template_id),
            groups=MemoryCollection[HashtagGroup](lambda one: one.group_id),
            drafts=self.drafts,
            platforms=self.platforms,
            clock=self.clock,
            ids=ids,
        )
        self.draft_editor = DraftEditor(self.drafts, self.platforms, self.templates, self.clock)
        history = MemoryHistory(self.drafts)
        self.reviews = Reviews(self.drafts, history, self.platforms, self.clock)
        self.regeneration = Regeneration(self.drafts, self.platforms, self.clock)
        self.voice_learner = VoiceLearner(self.voices, self.clock)
        self.copy_writing = CopyWriting(
            self.drafts, self.writer, self.platforms, self.voices, self.clock
        )

    def only(self) -> Draft:
        """The one draft there is."""
        (draft,) = self.drafts.kept.values()
        return draft

    def written(self) -> Draft:
        """The one draft, with its newest request carried out."""
        draft = self.only()
        assert self.copy_writing.write(ASHA, draft.draft_id, draft.asked)
        return self.only()


NOTHING = FactsChange()


def facts_change(**facts: str) -> FactsChange:
    return FactsChange(TypeAdapter(Facts).validate_python(facts), frozenset(facts))


def manual_edit(
    platform: str = "etsy",
    *,
    title: str | None = None,
    text: str | None = None,
    tags: tuple[str, ...] | None = None,
) -> Edit:
    return Edit(platforms={platform: TextEdit(title, text, tags)})


def ready(services: Services) -> Draft:
    services.draft_creation.start(
        ASHA, ("photo_1",), facts_change(title="A vase", craft="Blue pottery")
    )
    return services.written()


def requests(services: Services) -> list[RewriteRequested]:
    return [event for event in services.drafts.events if isinstance(event, RewriteRequested)]
