"""IndiaMART's seller panel and lead API."""
