"""The HTTP routes of media, by their first words; `handlers/` joins them into Lambdas."""
