"""What the sandbox's seller types at Meesho's log-in; none of it is a real person's."""

MOBILE = "9876543210"
"""The number that the pretend phone receives one-time passwords for."""

TYPED = {"input[name=mobile]": MOBILE}
"""The texts of the log-in form, by selector."""
