"""The HTTP routes of catalog, one file per resource; `handlers/` joins them into Lambdas."""
