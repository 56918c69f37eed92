"""What the sandbox's seller types at Snapdeal's log-in; none of it is a real person's."""

MOBILE = "9876543210"
"""The number that the pretend phone receives one-time passwords for."""

TYPED = {
    "input[name=username]": "seller@haat.example",
    "input[name=password]": "dokra and brass",
}
"""The texts of the log-in form, by selector."""
