"""The languages that words are written in."""

from dataclasses import dataclass
from typing import Literal, get_args

Language = Literal["en", "hi", "bn", "ta", "te", "mr", "gu", "kn", "ml", "or", "pa", "ur"]
"""BCP-47 codes."""

LANGUAGES: tuple[Language, ...] = get_args(Language)


@dataclass(frozen=True, slots=True)
class Tongue:
    """A language by its English and its own name, and the script that it is written in."""

    code: Language
    name: str
    own_name: str
    script: str
    direction: Literal["ltr", "rtl"] = "ltr"


TONGUES: tuple[Tongue, ...] = (
    Tongue("en", "English", "English", "Latin"),
    Tongue("hi", "Hindi", "हिन्दी", "Devanagari"),
    Tongue("bn", "Bengali", "বাংলা", "Bengali"),
    Tongue("ta", "Tamil", "தமிழ்", "Tamil"),
    Tongue("te", "Telugu", "తెలుగు", "Telugu"),
    Tongue("mr", "Marathi", "मराठी", "Devanagari"),
    Tongue("gu", "Gujarati", "ગુજરાતી", "Gujarati"),
    Tongue("kn", "Kannada", "ಕನ್ನಡ", "Kannada"),
    Tongue("ml", "Malayalam", "മലയാളം", "Malayalam"),
    Tongue("or", "Odia", "ଓଡ଼ିଆ", "Oriya"),
    Tongue("pa", "Punjabi", "ਪੰਜਾਬੀ", "Gurmukhi"),
    Tongue("ur", "Urdu", "اردو", "Arabic", "rtl"),
)
