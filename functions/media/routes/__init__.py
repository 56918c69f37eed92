"""The HTTP routes of media, one file per resource; `handlers/` joins them into Lambdas."""
