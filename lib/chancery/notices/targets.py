"""Whom to tell, and of what: the declarations of notices in a schedule."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from chancery.notices.secrets import holds_secret, is_reference
from chancery.parameters import Marking

Occasion = Literal["success", "failure", "change"]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Mail(_Strict):
    """The mail server that notices go through. password: a reference, `env:NAME` or `keyring:SERVICE/USER`."""

    host: str
    port: int = Field(587, ge=1, le=65535)
    security: Literal["starttls", "tls", "none"] = "starttls"
    sender: str = Field(alias="from", pattern=r"^[^@\s]+@[^@\s]+$|^.+<[^@\s]+@[^@\s]+>$")
    user: str = ""
    password: str = ""
    seconds: float = Field(30, gt=0, le=300)

    @field_validator("password")
    @classmethod
    def _is_reference(cls, text: str) -> str:
        if text and not is_reference(text):
            raise ValueError("a password does not belong in a file; write env:NAME or keyring:SERVICE/USER")
        return text


class Target(_Strict):
    """Somebody to tell: mail addresses, a webhook, or an address of apprise.

    when: the occasions: success, failure, change (a material one; see docs/diff.md).
    up_to: the highest marking that is sent there; of reports above it only their number is told.
    attach: whether the page goes along.
    """

    mail: tuple[str, ...] = ()
    webhook: str = ""
    apprise: str = ""
    when: tuple[Occasion, ...] = ("failure", "change")
    up_to: Marking = "TLP:GREEN"
    attach: bool = True

    @field_validator("mail")
    @classmethod
    def _are_addresses(cls, addresses: tuple[str, ...]) -> tuple[str, ...]:
        for address in addresses:
            if "@" not in address or any(character in address for character in "\r\n,;"):
                raise ValueError(f"{address!r} is no mail address")
        return addresses

    @field_validator("webhook", "apprise")
    @classmethod
    def _holds_no_secret(cls, address: str) -> str:
        if holds_secret(address):
            raise ValueError("a password does not belong in a file; put the whole address in env:NAME")
        return address

    @field_validator("webhook")
    @classmethod
    def _is_web(cls, address: str) -> str:
        if address and not is_reference(address) and not address.startswith(("http://", "https://")):
            raise ValueError("a webhook begins with https:// or http://, or is a reference such as env:HOOK")
        return address

    @model_validator(mode="after")
    def _is_one(self) -> "Target":
        if sum(bool(kind) for kind in (self.mail, self.webhook, self.apprise)) != 1:
            raise ValueError("give one of mail, webhook and apprise")
        return self

    @property
    def label(self) -> str:
        """The target in a log: addresses are told, anything that may hold a secret is not."""
        if self.mail:
            return f"mail to {', '.join(self.mail)}"
        kind, address = ("webhook", self.webhook) if self.webhook else ("apprise", self.apprise)
        return f"{kind} {address}" if is_reference(address) else f"{kind} {address.partition('://')[0]}://…"
