"""Repositories in the context's DynamoDB table."""
