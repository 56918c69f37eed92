"""The parts of the kernel that talk to AWS; the pure core may not import them."""
