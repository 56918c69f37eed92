"""What can go wrong between a person and their account."""

from kernel.errors import Conflict, Malformed, NotFound, NotSignedIn, TooMany


class EmailMalformed(Malformed):
    """This text is not an e-mail address."""

    code = "email_malformed"


class EmailTaken(Conflict):
    """Somebody registered this address before."""

    code = "email_taken"


class CredentialsRefused(NotSignedIn):
    """E-mail address and password do not belong together; the error hides which one is wrong."""

    code = "credentials_refused"


class SessionEnded(NotSignedIn):
    """The refresh token is unknown, used up, or too old."""

    code = "session_ended"


class TooManyLoginAttempts(TooMany):
    """The account, the caller's network or a known client had too many failed sign-ins."""

    code = "too_many_login_attempts"


class TooManyRegistrations(TooMany):
    """The caller's network opened as many accounts as it may in a day."""

    code = "too_many_registrations"


class PasswordGuessable(Malformed):
    """The password is among the first that somebody would try.

    `details.because` is `common`, `personal`, `repeated` or `sequence`.
    """

    code = "password_guessable"


class UserNotFound(NotFound):
    """There is no user with this id."""

    code = "user_not_found"
