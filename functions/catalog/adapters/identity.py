"""Asks identity for a user's name, which becomes the name of the user's first store."""


class IdentityPeople:
    """The `People` port through identity's public queries."""

    def name_of(self, user_id: str) -> str:
        """The person's name; raises identity's `UserNotFound` (404)."""
        # Most requests never ask, and Argon2 and KMS come with it.
        from functions.identity.public import person  # noqa: PLC0415  # as said above

        return person(user_id).name
