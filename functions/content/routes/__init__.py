"""The HTTP routes of content, one file per resource; `handlers/` joins them into Lambdas."""
