"""Reads approved words from the content context."""

from functions.publishing.ports.sources import Approved, PlatformCopy


class ContentDrafts:
    """Implements the port `ApprovedDrafts`."""

    def approved(self, owner_id: str, product_id: str) -> Approved:
        """The approved words; content raises a `Problem` for words that are not approved."""
        from functions.content import public as content  # noqa: PLC0415  # most requests do not ask

        draft = content.approved(owner_id, product_id)
        return Approved(
            title=draft.copy.title,
            alt_text=draft.copy.alt_text,
            copies={
                platform: PlatformCopy(
                    title=text.title or draft.copy.title, text=text.text, tags=tuple(text.tags)
                )
                for platform, text in draft.platforms.items()
            },
        )
