"""A pretend phone's inbox, where one-time passwords arrive."""

from infra.local.sandbox.world import Document, World

KIND = "sms"


def send(world: World, mobile: str, text: str, sender: str = "SANDBOX") -> None:
    """Deliver a text message; ``mobile`` is kept as digits only."""
    number = world.next_id(KIND)
    world.put(
        KIND,
        str(number),
        {
            "number": number,
            "mobile": digits(mobile),
            "sender": sender,
            "text": text,
            "time": world.instant().isoformat(),
        },
    )


def inbox(world: World, mobile: str | None = None) -> list[Document]:
    """Messages ``{number, mobile, sender, text, time}``, newest first, of one phone or of all."""
    messages = world.find(KIND) if mobile is None else world.find(KIND, mobile=digits(mobile))
    return messages[::-1]


def digits(mobile: str) -> str:
    """The last ten digits of an Indian mobile number, however it was typed."""
    return "".join(character for character in mobile if character.isdigit())[-10:]
