"""Names of states as sentences need them."""

import re

_WITH_THE = re.compile(
    r"^(United |Soviet |Netherlands|Philippines|Bahamas|Gambia|Maldives|Seychelles|Comoros|Central African|"
    r"Czech Republic|Dominican Republic|Democratic Republic|Republic of|Holy See|Ivory Coast|European )|"
    r"( Islands| Emirates| Federation| Union)$"
)


def the(name: str) -> str:
    """A name with its article where English gives it one.

    >>> the("United States"), the("China"), the("Marshall Islands")
    ('the United States', 'China', 'the Marshall Islands')
    """
    return f"the {name}" if _WITH_THE.search(name) else name
