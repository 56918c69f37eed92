"""Asks channels for each platform's text limits and rules about AI images."""

from functions.channels import public as channels
from functions.content.model.platforms import TextLimits, TextStyle


class ChannelTextLimits:
    """The `Platforms` port."""

    def limits(self) -> tuple[TextLimits, ...]:
        """The text limits of every platform."""
        return tuple(
            TextLimits(
                platform=able.platform,
                name=able.name,
                title_max=able.text.title_max,
                text_max=able.text.text_max,
                hashtags_max=able.text.hashtags_max,
                mentions_max=able.text.mentions_max,
                tags_max=able.text.tags_max,
                tag_max=able.text.tag_max,
                fields=able.text.fields,
                languages=able.text.languages,
                hashtag=able.text.hashtag,
                mention=able.text.mention,
                style=TextStyle(
                    hashtags=able.style.hashtags,
                    hashtags_in_all=able.style.hashtags_in_all,
                    longest=able.style.longest,
                    title_leads=able.style.title_leads,
                    price=able.style.price,
                    link=able.style.link,
                ),
            )
            for able in channels.capabilities()
        )


class ChannelPictureRules:
    """The `PictureRules` port."""

    def forbidding(self) -> tuple[str, ...]:
        """The platforms that forbid pictures made by AI in a listing."""
        return tuple(
            able.platform for able in channels.capabilities() if able.ai_images == "forbidden"
        )
