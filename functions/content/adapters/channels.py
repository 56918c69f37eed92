"""Asks channels for each platform's text limits and rules about AI images."""

from functions.channels import public as channels
from functions.channels.model.text_limits import TextLimits


class ChannelPlatformRules:
    """The `Platforms` port."""

    def limits(self) -> tuple[TextLimits, ...]:
        """The text limits of every platform."""
        return tuple(capabilities.text for capabilities in channels.capabilities())

    def forbidding_ai_pictures(self) -> tuple[str, ...]:
        """The platforms that forbid pictures made by AI in a listing."""
        return tuple(
            capabilities.platform
            for capabilities in channels.capabilities()
            if capabilities.ai_images == "forbidden"
        )
