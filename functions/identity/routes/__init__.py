"""The HTTP routes of identity, by their first words; `handlers/` joins them into Lambdas."""
