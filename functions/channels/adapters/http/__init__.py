"""One HTTP client for every vendor: requests, responses, error classes, webhook formats."""
