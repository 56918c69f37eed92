"""What can go wrong in review and with templates, each with its cause and the next step."""

from collections.abc import Sequence

from kernel.errors import Conflict, Gone, Malformed, NotFound, PreconditionMissed, TooMany


class DraftTooLong(Malformed):
    """All texts of the draft together exceed the most bytes that a draft may have."""

    code = "draft_too_long"

    def __init__(self, most: int) -> None:
        super().__init__(
            "All the texts of this draft together are too long to keep.",
            remedy=f"Shorten some of them; together they may take {most // 1000} kilobytes.",
        )


class VersionNotFound(NotFound):
    """The draft has no such version, or it is too old to be kept."""

    code = "version_not_found"

    def __init__(self) -> None:
        super().__init__(
            "There is no such version of this draft.",
            remedy="Choose one of those in its list; only the newest hundred are kept.",
        )


class ApprovalLinkNotFound(NotFound):
    """There is no such approval link."""

    code = "approval_link_not_found"

    def __init__(self) -> None:
        super().__init__(
            "There is no such link for approval.",
            remedy="Check the address, or ask the person who sent it for a new one.",
        )


class ApprovalLinkClosed(Gone):
    """The approval link is no longer valid; `details.ended` says why."""

    code = "approval_link_closed"

    def __init__(self, ended: str) -> None:
        why = {
            "approved": "This was approved already.",
            "rejected": "This was rejected already.",
            "revoked": "This link was taken back.",
            "expired": "This link has run out.",
            "changed": "What was to be approved has been changed or removed since.",
        }[ended]
        super().__init__(
            why,
            remedy="Ask the person who sent it for a new link if something is still to be decided.",
            details={"ended": ended},
        )


class TooManyLinks(Conflict):
    """The draft already has as many open approval links as a draft may have."""

    code = "too_many_links"

    def __init__(self, most: int) -> None:
        super().__init__(
            f"This draft has {most} open links for approval already.",
            remedy="Take one of them back first.",
        )


class TooManyTries(TooMany):
    """A network address tried too many unknown tokens, or used one approval link too often."""

    code = "too_many_tries"

    def __init__(self, wait: int) -> None:
        super().__init__(
            "Too many tries.", retry_after=wait, remedy=f"Wait {wait} seconds and try again."
        )


class TemplateNotFound(NotFound):
    """There is no such template, or it is somebody else's."""

    code = "template_not_found"

    def __init__(self) -> None:
        super().__init__(
            "There is no such template.", remedy="Choose one of those in your list of templates."
        )


class HashtagGroupNotFound(NotFound):
    """There is no such group of hashtags, or it is somebody else's."""

    code = "hashtag_group_not_found"

    def __init__(self) -> None:
        super().__init__(
            "There is no such group of hashtags.", remedy="Choose one of those in your list."
        )


class TemplateChangedMeanwhile(PreconditionMissed):
    """The change builds on a version that is no longer the newest."""

    code = "template_changed_meanwhile"

    def __init__(self) -> None:
        super().__init__(
            "This template changed since you opened it.",
            remedy="Load it again and repeat your change.",
        )


def _in_body(names: Sequence[str], reason: str) -> dict[str, object]:
    """Details that name each variable of a template's body; `reason` has `{}` for the variable."""
    return {"fields": [{"field": "body", "reason": reason.format(f"{{{name}}}")} for name in names]}


class VariablesOverused(Malformed):
    """The template puts in a value too often; `details.fields` names each variable."""

    code = "variables_overused"

    def __init__(self, names: Sequence[str], most: int) -> None:
        named = ", ".join(f"{{{name}}}" for name in names)
        super().__init__(
            f"This stands in the template more than {most} times: {named}.",
            remedy=f"Leave it in {most} places at most.",
            details=_in_body(names, f"{{}} may stand here {most} times."),
        )


class UnknownVariables(Malformed):
    """The template names variables that do not exist; `details.fields` names each."""

    code = "unknown_variables"

    def __init__(self, names: Sequence[str], known: Sequence[str]) -> None:
        named = ", ".join(f"{{{name}}}" for name in names)
        super().__init__(
            f"There is no such variable: {named}.",
            remedy=f"The variables are {', '.join(f'{{{name}}}' for name in known)}.",
            details=_in_body(names, "There is no variable {}."),
        )


class InvalidTemplate(Malformed):
    """The template is for another platform, or in a language that the draft is not written in."""

    code = "invalid_template"

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(
            reason,
            remedy="Choose another template, or add its language to the draft.",
            details={"fields": [{"field": field, "reason": reason}]},
        )


class LimitReached(Conflict):
    """The artisan already keeps as many templates or groups of hashtags as she may."""

    code = "limit_reached"

    def __init__(self, most: int, what: str) -> None:
        super().__init__(
            f"You keep {most} {what} already.", remedy="Delete one that you no longer need."
        )
