"""What channels does: connect, keep tokens fresh, post, and hand work to the browser."""
