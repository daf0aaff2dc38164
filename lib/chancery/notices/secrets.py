"""Secrets by reference: a schedule names where one lies, and only the sender reads it."""

import os
import re

from chancery.errors import ParameterError

_PLAIN_SECRET = re.compile(r"://[^/@\s]*:[^/@\s]+@")


def is_reference(text: str) -> bool:
    """Whether a text names a secret instead of being one."""
    return text.startswith(("env:", "keyring:"))


def holds_secret(address: str) -> bool:
    """Whether an address written in a file holds a password.

    >>> holds_secret("https://user:word@host/x"), holds_secret("https://host/x?page=2")
    (True, False)
    """
    return bool(_PLAIN_SECRET.search(address))


def revealed(text: str) -> str:
    """The value a reference stands for; other text as it is.

    Raises ParameterError for a variable that is not set or an entry the keyring lacks; the value is never in the error.
    """
    if text.startswith("env:"):
        name = text.removeprefix("env:")
        if not os.environ.get(name):
            raise ParameterError(
                text, "is not set", f"set the environment variable {name} for whoever runs the schedule"
            )
        return os.environ[name]
    if text.startswith("keyring:"):
        service, _, user = text.removeprefix("keyring:").partition("/")
        return _from_keyring(service, user, text)
    return text


def _from_keyring(service: str, user: str, text: str) -> str:
    import keyring
    import keyring.errors

    remedy = f"store it once with: keyring set {service} {user}"
    try:
        found = keyring.get_password(service, user)
    except keyring.errors.KeyringError as error:
        raise ParameterError(
            text, f"the keyring cannot be read ({type(error).__name__})", f"{remedy}; or use env:"
        ) from None
    if found is None:
        raise ParameterError(text, "is not in the keyring", remedy)
    return found
