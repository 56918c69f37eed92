"""media: uploads, photos and their renditions."""
