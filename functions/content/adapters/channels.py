"""Asks channels for each platform's text limits and rules about AI images."""

from functions.channels import public as channels
from functions.content.model.platforms import TextLimits, TextStyle


class ChannelTextLimits:
    """The `Platforms` port."""

    def limits(self) -> tuple[TextLimits, ...]:
        """The text limits of every platform."""
        return tuple(
            TextLimits(
                platform=capabilities.platform,
                name=capabilities.name,
                title_max=capabilities.text.title_max,
                text_max=capabilities.text.text_max,
                hashtags_max=capabilities.text.hashtags_max,
                mentions_max=capabilities.text.mentions_max,
                tags_max=capabilities.text.tags_max,
                tag_max=capabilities.text.tag_max,
                fields=capabilities.text.fields,
                languages=capabilities.text.languages,
                hashtag=capabilities.text.hashtag,
                mention=capabilities.text.mention,
                style=TextStyle(
                    hashtags=capabilities.style.hashtags,
                    hashtags_in_all=capabilities.style.hashtags_in_all,
                    longest=capabilities.style.longest,
                    title_leads=capabilities.style.title_leads,
                    price=capabilities.style.price,
                    link=capabilities.style.link,
                ),
            )
            for capabilities in channels.capabilities()
        )


class ChannelPictureRules:
    """The `PictureRules` port."""

    def forbidding(self) -> tuple[str, ...]:
        """The platforms that forbid pictures made by AI in a listing."""
        return tuple(
            capabilities.platform
            for capabilities in channels.capabilities()
            if capabilities.ai_images == "forbidden"
        )
