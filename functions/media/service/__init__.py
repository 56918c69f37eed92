"""What media does: takes uploads in, makes renditions of them, and keeps a library."""
