"""The services of publishing: planning posts, advancing targets, sweeping after lost workers."""
