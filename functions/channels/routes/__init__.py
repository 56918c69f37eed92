"""The HTTP routes of channels, by their first words; `handlers/` joins them into Lambdas."""
