"""Asks identity for the name that a first store bears."""


class IdentityPeople:
    """People, as identity knows them."""

    def name_of(self, user_id: str) -> str:
        """The person's name; raises identity's `PersonUnknown` (404)."""
        # Most requests never ask, and Argon2 and KMS come with it.
        from functions.identity.public import person  # noqa: PLC0415  # as said above

        return person(user_id).name
