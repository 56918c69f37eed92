"""The HTTP routes of content, by their first words; `handlers/` joins them into Lambdas."""
