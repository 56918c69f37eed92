"""Snapdeal's seller panel."""
