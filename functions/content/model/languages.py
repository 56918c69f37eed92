"""The languages that words are written in."""

from dataclasses import dataclass
from typing import Literal, get_args

Language = Literal["en", "hi", "bn", "ta", "te", "mr", "gu", "kn", "ml", "or", "pa", "ur"]
"""BCP-47 codes."""

LANGUAGES: tuple[Language, ...] = get_args(Language)


@dataclass(frozen=True, slots=True)
class LanguageInfo:
    """A language by its English and its own name, and the script that it is written in."""

    code: Language
    name: str
    own_name: str
    script: str
    direction: Literal["ltr", "rtl"] = "ltr"


LANGUAGE_INFO: tuple[LanguageInfo, ...] = (
    LanguageInfo("en", "English", "English", "Latin"),
    LanguageInfo("hi", "Hindi", "हिन्दी", "Devanagari"),
    LanguageInfo("bn", "Bengali", "বাংলা", "Bengali"),
    LanguageInfo("ta", "Tamil", "தமிழ்", "Tamil"),
    LanguageInfo("te", "Telugu", "తెలుగు", "Telugu"),
    LanguageInfo("mr", "Marathi", "मराठी", "Devanagari"),
    LanguageInfo("gu", "Gujarati", "ગુજરાતી", "Gujarati"),
    LanguageInfo("kn", "Kannada", "ಕನ್ನಡ", "Kannada"),
    LanguageInfo("ml", "Malayalam", "മലയാളം", "Malayalam"),
    LanguageInfo("or", "Odia", "ଓଡ଼ିଆ", "Oriya"),
    LanguageInfo("pa", "Punjabi", "ਪੰਜਾਬੀ", "Gurmukhi"),
    LanguageInfo("ur", "Urdu", "اردو", "Arabic", "rtl"),
)
