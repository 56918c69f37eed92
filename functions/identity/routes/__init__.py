"""The HTTP routes of identity, one file per resource; `handlers/` joins them into Lambdas."""
