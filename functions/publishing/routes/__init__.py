"""The HTTP routes of publishing, by their first words; `handlers/` joins them into Lambdas."""
