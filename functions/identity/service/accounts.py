"""The service of identity: opens accounts, signs people in, refreshes and ends their sessions."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass

from functions.identity.errors import CredentialsRefused, EmailTaken, SessionEnded, UserNotFound
from functions.identity.events import SessionRevoked, UserRegistered
from functions.identity.model import (
    ACCESS_FOR,
    REGISTRATIONS,
    Client,
    Family,
    Login,
    Membership,
    User,
    UserProfile,
    fingerprint,
    normal_email,
    normal_password,
    read_refresh_token,
    refresh_token,
    session_ended,
)
from functions.identity.ports import Families, PasswordRules, Passwords, Signer, Users
from functions.identity.service.sign_in_limits import SignInLimits
from kernel.clock import Clock, epoch
from kernel.errors import StaleWrite
from kernel.ids import Ids
from kernel.observability import log_event, log_security_event
from kernel.principal import AUDIENCE, ISSUER, SELLER, SESSION

_SECRET_BYTES = 32


@dataclass(frozen=True, slots=True)
class AccountService:
    """The data for opening an account."""

    email: str
    password: str
    name: str
    language: str


@dataclass(frozen=True, slots=True)
class Session:
    """A signed-in user with an access token and a refresh token."""

    user: User
    access_token: str
    refresh_token: str


class Identity:
    """The use cases of identity."""

    def __init__(  # noqa: PLR0913  # one argument per port
        self,
        *,
        users: Users,
        families: Families,
        passwords: Passwords,
        password_rules: PasswordRules,
        limits: SignInLimits,
        signer: Signer,
        clock: Clock,
        ids: Ids,
        registrations: int = REGISTRATIONS,
    ) -> None:
        self._users = users
        self._families = families
        self._passwords = passwords
        self._rules = password_rules
        self._limits = limits
        self._signer = signer
        self._clock = clock
        self._ids = ids
        self._registrations = registrations

    def register(self, account: AccountService, client: Client) -> Session:
        """Open an account and sign in.

        Raises `EmailMalformed`, `PasswordGuessable`, `EmailTaken`, `TooManyRegistrations` or
        `TooManyLoginAttempts`: asking which addresses have an account counts as a failed sign-in
        does.
        """
        email = normal_email(account.email)
        password = normal_password(account.password)
        self._rules.check(password, (email, account.name))
        self._limits.begin_registration(client, self._registrations)
        now = self._clock.now()
        user = User(
            user_id=self._ids.new("user"),
            email=email,
            name=account.name,
            language=account.language,
            created_at=now,
        )
        login = Login(email, user.user_id, self._passwords.hash(password))
        membership = Membership(user.user_id, user.user_id, now)
        try:
            self._users.add(user, login, membership, UserRegistered(user_id=user.user_id))
        except EmailTaken:
            self._limits.not_registered(client)
            raise
        self._limits.registered(email, client)
        log_event("UserRegistered", user_id=user.user_id)
        return self._sign_in(user)

    def login(self, email: str, password: str, client: Client) -> Session:
        """Sign in with e-mail address and password.

        Raises `CredentialsRefused` if either is wrong, or `TooManyLoginAttempts`. An unknown
        address takes the same steps and the same time as a wrong password.
        """
        address = normal_email(email)
        attempt = self._limits.begin(address, client)
        login = self._users.login(address)
        typed = normal_password(password)
        matched = self._passwords.matches(typed, login.password_hash if login else None)
        if login is None or not matched:
            self._limits.refuse(attempt, login.user_id if login else None)
            raise CredentialsRefused(
                "This e-mail address and password do not belong together.",
                remedy="Check both and try again.",
            )
        self._limits.succeed(attempt)
        if self._passwords.is_dated(login.password_hash):
            self._users.rehash(Login(address, login.user_id, self._passwords.hash(typed)))
        return self._sign_in(self.user(login.user_id))

    def refresh(self, token: str) -> Session:
        """Exchange a refresh token for fresh tokens; raises `SessionEnded`.

        A token is good once. When it comes again within ten seconds (two tabs at once, or a lost
        response), it gets its successor again, so that the person stays signed in. Later, a second
        use means that two parties hold the token, and the whole family ends.
        """
        family_id, secret = read_refresh_token(token)
        family = self._living(family_id)
        now = self._clock.now()
        if family.use(secret, now) == "current":
            fresh = secrets.token_bytes(_SECRET_BYTES)
            try:
                self._families.save(family.rotated(secret, fresh, now))
            except StaleWrite:
                # Another call with the same token was first: this one is the repetition.
                family = self._living(family_id)
            else:
                return self._session(family, fresh)
        if family.use(secret, now) == "repeated":
            return self._session(family, family.successor_of(secret))
        self._end(family)
        log_security_event("RefreshTokenReused", user_id=family.user_id)
        raise session_ended()

    def logout(self, token: str) -> None:
        """End the session of a refresh token, the current one or a used one; any text will do.

        Like a second use, a used token ends the session: more than one party may hold it.
        """
        try:
            family_id, _ = read_refresh_token(token)
        except SessionEnded:
            return
        family = self._families.get(family_id)
        if family is not None:
            self._end(family)
            log_event("SignedOut", user_id=family.user_id)

    def user(self, user_id: str) -> User:
        """The account; raises `UserNotFound`."""
        user = self._users.get(user_id)
        if user is None:
            raise UserNotFound("There is no such account.", remedy="Sign in again.")
        return user

    def update_profile(self, user_id: str, changes: Mapping[str, str]) -> User:
        """Change the user's name or language; returns the changed account."""
        self.user(user_id)
        if changes:
            self._users.update_profile(user_id, changes)
        return self.user(user_id)

    def person(self, user_id: str) -> UserProfile:
        """The name and language of a user, for other contexts; raises `UserNotFound`."""
        user = self.user(user_id)
        return UserProfile(user.name, user.language)

    def _end(self, family: Family) -> None:
        revoked = SessionRevoked(
            user_id=family.user_id, owner_id=family.owner_id, session_id=family.session_id
        )
        self._families.end(family.family_id, revoked)

    def _living(self, family_id: str) -> Family:
        family = self._families.get(family_id)
        if family is None or self._clock.now() >= family.ends_at:
            raise session_ended()
        return family

    def _sign_in(self, user: User) -> Session:
        now = self._clock.now()
        # Unlike a TypeID this tells nobody when the session began.
        family_id, secret = secrets.token_hex(16), secrets.token_bytes(_SECRET_BYTES)
        family = Family(
            family_id,
            user.user_id,
            user.user_id,
            fingerprint(secret),
            started_at=now,
            rotated_at=now,
        )
        self._families.save(family)
        return self._session(family, secret)

    def _session(self, family: Family, secret: bytes) -> Session:
        """A session of the family; raises `SessionEnded` if she acts for that seller no more."""
        user = self.user(family.user_id)
        if not self._users.is_member(user.user_id, family.owner_id):
            raise session_ended()
        now = epoch(self._clock.now())
        claims: dict[str, object] = {
            "iss": ISSUER,
            "aud": AUDIENCE,
            "sub": user.user_id,
            SELLER: family.owner_id,
            SESSION: family.session_id,
            "roles": list(user.roles),
            "iat": now,
            "exp": now + int(ACCESS_FOR.total_seconds()),
        }
        return Session(user, self._signer.sign(claims), refresh_token(family.family_id, secret))
