"""The HTTP routes of channels, one file per resource; `handlers/` joins them into Lambdas."""
