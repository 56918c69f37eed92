"""How Snapdeal's stand-in behaves unless a test or a person turns a switch."""

DEFAULTS: dict[str, str | int] = {
    "snapdeal_captcha": "off",  # off | login | upload
    "snapdeal_image_side_min": 500,
    "snapdeal_layout": "standard",  # standard | changed | columns (a new template only)
    "snapdeal_otp": "once",  # once | again (asked again before an upload)
    "snapdeal_qc": "by_content",  # by_content | error
    "snapdeal_qc_seconds": 45,
    "snapdeal_session_epoch": 0,  # another number ends every session begun before
    "snapdeal_session_seconds": 12 * 3600,
}
