"""The HTTP routes of publishing, one file per resource; `handlers/` joins them into Lambdas."""
