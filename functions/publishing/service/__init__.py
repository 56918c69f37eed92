"""What publishing does: planning posts, advancing targets, sweeping up after lost workers."""
