"""How often a model is asked, and how long to wait in between."""

from llm.access import ModelAccess
from llm.failures import after

TRIES = 3
_LONGEST_PAUSE = 5.0  # whoever asks for more is not waited for: the next model is there


def pause(access: ModelAccess, tries: int, error: BaseException, chance: float) -> float | None:
    """Seconds until the next try, None when the vendor wants more than we wait.

    `tries` counts the tries that failed before this one; `chance` is between 0 and 1.
    """
    wanted = after(error)
    if wanted > _LONGEST_PAUSE:
        return None
    return max(access.pause * 2.0**tries * (0.5 + chance), wanted)
