"""The HTTP routes of catalog, by their first words; `handlers/` joins them into Lambdas."""
