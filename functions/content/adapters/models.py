"""Copy writers on language models: photo and facts in, copies out.

Only workers import this module: the import takes seconds.
"""

from dataclasses import replace

from functions.content.adapters.prompts import prompt_for
from functions.content.adapters.replies import FieldReply, Reply
from functions.content.errors.drafts import PhotoNotFound
from functions.content.model.wording import Brief, Cost, Writer, Written
from functions.content.ports.ai import PictureStore
from llm import costs
from llm.errors import ModelFailed
from llm.language import LanguageModel, Question
from llm.pictures import Picture


class ModelCopyWriter:
    """Writes with one model; `craft_words` is the glossary for the prompt."""

    def __init__(self, model: LanguageModel, pictures: PictureStore, craft_words: str = "") -> None:
        self.name, self.title = model.name, model.title
        self._model = model
        self._pictures = pictures
        self._craft_words = craft_words

    def write(self, brief: Brief, seconds: float | None = None) -> Written:
        """Write from photo and facts, within the smaller of `seconds` and the model's own limit.

        Raises `ModelFailed`, `DailyBudgetSpent`, and `TryLater` while another request asks the
        model an equal question.
        """
        prompt = prompt_for(brief, self._craft_words)
        model = self._model
        writer = Writer(self.name, model=model.model, note=model.remark, prompt=prompt.id)

        def read(reply: Reply | FieldReply) -> Written:
            return reply.to_written(brief, writer)

        output: type[Reply | FieldReply] = FieldReply if brief.rewrite else Reply
        shown = self._picture(brief)
        question = Question(brief.owner_id, prompt, output, Written, read, shown)
        answer = model.ask(question, seconds)
        return replace(answer.value, cost=_cost(answer.cost))

    def _picture(self, brief: Brief) -> Picture | None:
        if not brief.photo_id:
            return None
        try:
            stored = self._pictures.look(brief.owner_id, brief.photo_id)
        except PhotoNotFound as error:
            raise ModelFailed("The picture could not be looked at.") from error
        return Picture(stored.content, stored.media_type)


def _cost(cost: costs.Cost) -> Cost:
    """The cost as drafts store it."""
    return Cost(cost.input_tokens, cost.output_tokens, cost.micros, cost.model)
