"""Gemini's stand-in: generateContent that answers by rule from the given facts and the picture."""

from infra.local.sandbox.gemini.service import VENDOR, apps, fault_response, posts

__all__ = ["VENDOR", "apps", "fault_response", "posts"]
