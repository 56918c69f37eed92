"""Channels' published language: what texts a platform takes, and how Haat writes them.

Pure values, which content uses as they are; nothing here may import an adapter.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from kernel.texts import ANY_TEXT, HASHTAG, MENTION, FieldRule, Unit


@dataclass(frozen=True, slots=True)
class TextStyle:
    """How Haat writes a text for the platform: at most as much as `TextLimits` allow.

    `hashtags` are those that Haat adds, `hashtags_in_all` those that the whole text may have,
    `longest` its characters; None means no more than the platform's own limit. `title_leads`,
    `price` and `link` say whether the text itself has them, where no field does.
    """

    hashtags: int = 0
    hashtags_in_all: int | None = None
    longest: int | None = None
    title_leads: bool = False
    price: bool = False
    link: bool = False


@dataclass(frozen=True, slots=True)
class TextLimits:
    """A platform's longest texts and largest counts; None means no limit or no such field.

    `name` is the platform's as shown to people. `fields` says for `title`, `text`, `tag` and
    `alt_text` what is counted and which characters may stand there. `languages` are those that
    texts may be written in (none named: any).
    """

    platform: str
    name: str
    text_max: int
    title_max: int | None = None
    hashtags_max: int | None = None
    mentions_max: int | None = None
    tags_max: int | None = None
    tag_max: int | None = None
    alt_max: int | None = None
    fields: Mapping[str, FieldRule] = field(default_factory=dict)
    languages: tuple[str, ...] = ()
    hashtag: str = HASHTAG
    mention: str = MENTION
    style: TextStyle = TextStyle()

    def rule(self, name: str) -> FieldRule:
        """The rule of `title`, `text`, `tag` or `alt_text`, with the greatest length of its own."""
        most = {
            "title": self.title_max,
            "text": self.text_max,
            "tag": self.tag_max,
            "alt_text": self.alt_max,
        }
        return replace(self.fields.get(name, ANY_TEXT), most=most[name])

    @property
    def counted_as(self) -> Mapping[str, Unit]:
        """The unit in which each field is counted."""
        return {name: rule.counting.unit for name, rule in self.fields.items()}
