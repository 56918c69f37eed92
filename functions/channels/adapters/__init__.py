"""Adapters: one package per vendor, and one per technology that vendors share."""
