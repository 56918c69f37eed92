"""Media: uploads, photos, renditions, the library."""
