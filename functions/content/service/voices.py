"""Learns how an artisan writes from texts of her own, and forgets it when she says so."""

from functions.content.model.voice import VoiceProfile, summary_of
from functions.content.ports.review import Voices
from kernel.clock import Clock


class VoiceLearner:
    """The artisan's voice; nothing leaves the account but in a brief to her own writers."""

    def __init__(self, voices: Voices, clock: Clock) -> None:
        self._voices = voices
        self._clock = clock

    def learned(self, owner_id: str) -> VoiceProfile | None:
        """What was learned so far."""
        return self._voices.find(owner_id)

    def learn(self, owner_id: str, samples: tuple[str, ...]) -> VoiceProfile:
        """Learn from these texts, in place of those before."""
        learned = VoiceProfile(owner_id, samples, summary_of(samples), self._clock.now())
        self._voices.keep(learned)
        return learned

    def forget(self, owner_id: str) -> None:
        """Let go of the texts and of what was learned."""
        self._voices.forget(owner_id)
