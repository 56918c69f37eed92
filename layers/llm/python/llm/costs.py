"""What an answer of a model cost."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cost:
    """An answer's tokens and price; `micros` are millionths of a US dollar."""

    model: str
    input_tokens: int = 0
    output_tokens: int = 0
    micros: int = 0

    def plus(self, other: "Cost") -> "Cost":
        """The sum of both costs, with the model of `other`."""
        return Cost(
            other.model,
            self.input_tokens + other.input_tokens,
            self.output_tokens + other.output_tokens,
            self.micros + other.micros,
        )
