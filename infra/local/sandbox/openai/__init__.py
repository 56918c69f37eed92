"""OpenAI's stand-in: answers by rule or from recordings, with its checks and errors."""

from infra.local.sandbox.openai.service import VENDOR, apps, fault_response, posts

__all__ = ["VENDOR", "apps", "fault_response", "posts"]
