"""Content's services on ports in memory, the platforms' limits, and strategies for texts."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from hypothesis import strategies as st
from pydantic import TypeAdapter

from functions.channels.model.text_limits import TextLimits
from functions.content.adapters.channels import ChannelPlatformRules
from functions.content.adapters.facts import FactsCopyWriter
from functions.content.errors.drafts import PhotoNotFound, ProductNotFound
from functions.content.events import RewriteRequested
from functions.content.model.draft import Draft, draft_id_of
from functions.content.model.edits import Edit, TextEdit
from functions.content.model.facts import Facts, Piece
from functions.content.model.languages import Language
from functions.content.model.templates import HashtagGroup, Template
from functions.content.model.wording import Brief, Copy, Writer, Written
from functions.content.ports.ai import CopyWriter
from functions.content.ports.drafts import PhotoOutcome, PhotoState
from functions.content.service.copy_writing import CopyWriting
from functions.content.service.draft_creation import DraftCreation, Started
from functions.content.service.draft_editor import DraftEditor
from functions.content.service.draft_sweeper import DraftSweeper
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
PRODUCT = "product_1"
DRAFT = draft_id_of(PRODUCT)

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

    def outcome(self, owner_id: str, photo_id: str) -> PhotoOutcome:
        state = self.states.get(photo_id) if owner_id == ASHA else None
        if state is None:
            return PhotoOutcome("rejected", "It is gone.")
        return PhotoOutcome(state, "It is no picture." if state == "rejected" else "")


@dataclass
class FixedPieces:
    """The `Pieces` port: products by id, all of Asha."""

    known: dict[str, Piece] = field(default_factory=dict)

    def piece(self, owner_id: str, product_id: str) -> Piece:
        if owner_id != ASHA or product_id not in self.known:
            raise ProductNotFound
        return self.known[product_id]

    def of_photo(self, owner_id: str, photo_id: str) -> Piece | None:
        mine = self.known.values() if owner_id == ASHA else ()
        living = (one for one in mine if not one.is_archived)
        return next((one for one in living if photo_id in one.photo_ids), None)


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
        self.pieces = FixedPieces({PRODUCT: Piece(PRODUCT, photo_ids=tuple(self.photos.states))})
        self.platforms = FixedPlatforms()
        self.clock = SetClock(NOON)
        self.writer = PlainWriter()
        self.voices = MemoryVoices()
        ids = CountedIds()
        self.draft_creation = DraftCreation(
            self.drafts, self.pieces, self.photos, self.platforms, self.clock
        )
        self.templates = Templates(
            templates=MemoryCollection[Template](lambda one: one.template_id),
            groups=MemoryCollection[HashtagGroup](lambda one: one.group_id),
            drafts=self.drafts,
            pieces=self.pieces,
            platforms=self.platforms,
            clock=self.clock,
            ids=ids,
        )
        self.draft_editor = DraftEditor(
            self.drafts, self.pieces, self.platforms, self.templates, self.clock
        )
        history = MemoryHistory(self.drafts)
        self.reviews = Reviews(self.drafts, self.pieces, history, self.platforms, self.clock)
        self.regeneration = Regeneration(self.drafts, self.pieces, self.platforms, self.clock)
        self.voice_learner = VoiceLearner(self.voices, self.clock)
        self.copy_writing = self._copy_writing(self.writer)
        self.draft_sweeper = DraftSweeper(
            self.drafts,
            self.pieces,
            self.draft_creation,
            self._copy_writing(FactsCopyWriter()),
            self.clock,
        )

    def _copy_writing(self, writer: CopyWriter) -> CopyWriting:
        return CopyWriting(
            self.drafts, self.pieces, writer, self.platforms, self.voices, self.clock
        )

    @property
    def piece(self) -> Piece:
        """The one product, as it is now."""
        return self.pieces.known[PRODUCT]

    def say(self, **changes: object) -> None:
        """Change the product, as its artisan does in catalog; nobody has heard of it yet."""
        own = {name: value for name, value in changes.items() if hasattr(Piece, name)}
        facts = {name: value for name, value in changes.items() if name not in own}
        known = replace(self.piece, **own)  # type: ignore[arg-type]  # by name
        whole = TypeAdapter(Facts).dump_python(known.facts) | facts
        facts_now = TypeAdapter(Facts).validate_python(whole)
        self.pieces.known[PRODUCT] = replace(known, facts=facts_now)

    def start(self, languages: tuple[Language, ...] | None = None, **facts: object) -> Started:
        """Start the product's draft, after its artisan has said these facts."""
        self.say(**facts)
        return self.draft_creation.start(ASHA, PRODUCT, languages)

    def hear(self, *names: str, trigger: str = "product_updated_2") -> Draft | None:
        """Follow the product, of which these fields changed; the draft to write, if any."""
        return self.draft_creation.follow(ASHA, PRODUCT, trigger, names)

    def change(self, **changes: object) -> Draft:
        """Change the product, and let the draft follow; what it becomes."""
        self.say(**changes)
        self.hear(*changes)
        return self.only()

    def only(self) -> Draft:
        """The one draft there is."""
        (draft,) = self.drafts.kept.values()
        return draft

    def written(self) -> Draft:
        """The one draft, with its newest request carried out."""
        draft = self.only()
        assert self.copy_writing.write(ASHA, draft.draft_id, draft.asked)
        return self.only()


def manual_edit(
    platform: str = "etsy",
    *,
    title: str | None = None,
    text: str | None = None,
    tags: tuple[str, ...] | None = None,
) -> Edit:
    return Edit(platforms={platform: TextEdit(title, text, tags)})


def ready(services: Services) -> Draft:
    services.start(title="A vase", craft="Blue pottery")
    return services.written()


def requests(services: Services) -> list[RewriteRequested]:
    return [event for event in services.drafts.events if isinstance(event, RewriteRequested)]
