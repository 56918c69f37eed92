"""How Meesho's stand-in behaves unless a test or a person turns a switch."""

DEFAULTS: dict[str, str | int] = {
    "meesho_captcha": "off",  # off | login | upload
    "meesho_image_bytes_max": 10 * 1024 * 1024,
    "meesho_image_side_min": 500,
    "meesho_image_stretch_max": 125,  # longer side over shorter side, in per cent
    "meesho_layout": "standard",  # standard | changed
    "meesho_otp": "once",  # once | again (asked again before the upload)
    "meesho_qc": "by_content",  # by_content | error
    "meesho_qc_seconds": 45,
    "meesho_session_epoch": 0,  # another number ends every session begun before
    "meesho_session_seconds": 12 * 3600,
}
