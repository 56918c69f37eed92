"""Writes what a platform shows of a listing as lines that a person reads and that compare."""

from collections.abc import Iterable, Mapping

from kernel.money import Money

ONE_FORM = "one form"


def lines(*named: tuple[str, str]) -> str:
    """A line `Name: text` for each, without those that have no text."""
    return "\n".join(f"{name}: {text}" for name, text in named if text)


def pictures(ids: Iterable[object]) -> str:
    """The pictures in order, by the platform's own number of each."""
    return lines(*((f"Picture {place}", str(one)) for place, one in enumerate(ids, start=1)))


def descriptions(alts: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """The pictures' descriptions in order, as `lines` takes them."""
    return tuple((f"Picture {place}", alt) for place, alt in enumerate(alts, start=1))


def form_name(options: Mapping[str, str]) -> str:
    """A variant by its options, such as “Finish Matt, Size Large”."""
    return ", ".join(f"{name} {value}" for name, value in sorted(options.items())) or ONE_FORM


def prices(of_forms: Iterable[tuple[Mapping[str, str], str]]) -> str:
    """The price of a piece in one form, else a line for each variant, sorted."""
    found = [(form_name(options), price) for options, price in of_forms]
    if [name for name, _ in found] == [ONE_FORM]:
        return found[0][1]
    return "\n".join(sorted(f"{name}: {price}" for name, price in found))


def forms(of_forms: Iterable[Mapping[str, str]]) -> str:
    """A line for each variant, sorted; "" for a piece in one form."""
    return "\n".join(sorted(form_name(options) for options in of_forms if options))


def money(amount: object, currency: str) -> str:
    """An amount such as “1250.00 INR”; whatever is no amount stays as the platform says it."""
    text = str(amount if amount is not None else "").strip()
    whole, _, part = text.partition(".")
    if not currency or not (whole.isascii() and (whole + part).isdigit()):
        return " ".join(filter(None, (text, currency)))
    return str(Money.reported(text, currency))
