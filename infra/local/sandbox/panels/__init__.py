"""What the stand-ins of seller panels share: OTP login, captcha, sessions, products in review."""
