"""How IndiaMART's stand-in behaves unless a test or a person turns a switch."""

DEFAULTS: dict[str, str | int] = {
    "indiamart_captcha": "off",  # off | login | upload
    "indiamart_image_bytes_max": 5 * 1024 * 1024,
    "indiamart_image_side_min": 500,
    "indiamart_layout": "standard",  # standard | changed
    "indiamart_lead_seconds": 300,  # between two calls of the lead API
    "indiamart_otp": "once",  # once | again (asked again before a product is added)
    "indiamart_qc": "by_content",  # by_content | error
    "indiamart_qc_seconds": 45,
    "indiamart_session_epoch": 0,  # another number ends every session begun before
    "indiamart_session_seconds": 12 * 3600,
    "indiamart_webhooks": "normal",  # normal | duplicated | disordered | off
}
