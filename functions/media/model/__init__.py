"""What media knows: pictures that come in, how they are shown, and the photos made of them."""
