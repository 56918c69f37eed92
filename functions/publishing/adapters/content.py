"""Reads approved drafts from the content context, and their products' facts from catalog."""

from functions.publishing.ports import Approved, PlatformCopy


class ContentDrafts:
    """Implements the port `ApprovedDrafts`."""

    def approved(self, owner_id: str, draft_id: str) -> Approved:
        """The approved draft; content raises a `Problem` for a draft that is not approved."""
        from functions.catalog import public as catalog  # noqa: PLC0415  # as below
        from functions.content import public as content  # noqa: PLC0415  # most requests do not ask

        # A draft is its product's, and bears its id.
        draft = content.approved(owner_id, f"product_{draft_id.partition('_')[2]}")
        product = catalog.product(owner_id, draft.product_id)
        return Approved(
            title=draft.copy.title,
            alt_text=draft.copy.alt_text,
            photo_ids=product.photo_ids,
            craft=product.craft,
            link=product.link or "",
            copies={
                platform: PlatformCopy(
                    title=text.title or draft.copy.title, text=text.text, tags=tuple(text.tags)
                )
                for platform, text in draft.platforms.items()
            },
        )
