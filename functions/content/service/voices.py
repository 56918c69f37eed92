"""Learns an artisan's voice from her own texts, and deletes it when she says so."""

from functions.content.model.voice import VoiceProfile, summary_of
from functions.content.ports.review import Voices
from kernel.clock import Clock


class VoiceLearner:
    """Learns the artisan's voice, which leaves the account only in briefs to her own writers."""

    def __init__(self, voices: Voices, clock: Clock) -> None:
        self._voices = voices
        self._clock = clock

    def profile(self, owner_id: str) -> VoiceProfile | None:
        """The artisan's voice profile, or None."""
        return self._voices.find(owner_id)

    def learn(self, owner_id: str, samples: tuple[str, ...]) -> VoiceProfile:
        """Learn from these texts; the new profile replaces the previous one."""
        profile = VoiceProfile(owner_id, samples, summary_of(samples), self._clock.now())
        self._voices.keep(profile)
        return profile

    def forget(self, owner_id: str) -> None:
        """Delete the artisan's voice profile with its texts."""
        self._voices.forget(owner_id)
