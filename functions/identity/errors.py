"""What can go wrong between a person and their account."""

from kernel.errors import Conflict, Malformed, NotFound, NotSignedIn, TooMany


class EmailMalformed(Malformed):
    """This text is not an e-mail address."""

    code = "email_malformed"


class EmailTaken(Conflict):
    """Somebody registered this address before."""

    code = "email_taken"


class CredentialsRefused(NotSignedIn):
    """Address and password do not belong together; which of the two is wrong is not told."""

    code = "credentials_refused"


class SessionEnded(NotSignedIn):
    """The refresh token is unknown, used up, or too old."""

    code = "session_ended"


class TooManyLoginAttempts(TooMany):
    """Too many failed sign-ins for this account or from this address of the network."""

    code = "too_many_login_attempts"


class UserNotFound(NotFound):
    """Nobody has this id."""

    code = "user_not_found"
