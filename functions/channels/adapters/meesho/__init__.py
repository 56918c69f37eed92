"""Meesho's supplier panel."""
