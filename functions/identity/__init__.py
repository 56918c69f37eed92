"""Identity: users and sessions."""
