"""The security headers of answers, the same from CloudFront and from the laptop's front door."""

CONTENT_SECURITY_POLICY = {
    "default-src": "'self'",
    "script-src": "'self'",
    "style-src": "'self' 'unsafe-inline'",  # headless components position with style attributes
    "img-src": "'self' blob: data:",
    "font-src": "'self'",
    "worker-src": "'self'",
    "manifest-src": "'self'",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}
ANSWERS = {"X-Content-Type-Options": "nosniff"}
"""Of every answer: pages, the API's, pictures; CloudFront, which speaks TLS only, adds HSTS."""
# CloudFront has a field of its own for each of these …
STANDARD = {
    **ANSWERS,
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "strict-origin-when-cross-origin",
}
# … and takes these as they are.
OURS = {
    "Permissions-Policy": "camera=(self), geolocation=(), microphone=(), payment=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
# What the front door adds to each request for an API; `kernel.front_door` has the same names.
SECRET_HEADER = "x-haat-front-door"  # noqa: S105 - the header's name, not its content
VIEWER_HEADER = "true-client-ip"


def content_security_policy(*connect: str) -> str:
    """The policy of our pages; `connect` are the places besides our own that they may call."""
    rules = CONTENT_SECURITY_POLICY | {"connect-src": " ".join(("'self'", *connect))}
    return "; ".join(f"{name} {value}" for name, value in rules.items())
