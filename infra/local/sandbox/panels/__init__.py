"""What the stand-ins of seller panels share: login with OTP, captcha, sessions, goods in review."""
