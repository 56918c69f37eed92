"""Catalog: what is for sale, and in which store."""
