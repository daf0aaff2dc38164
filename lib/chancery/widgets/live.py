"""Whether somebody sits before the notebook."""

import os

SWITCH = "CHANCERY_LIVE"
SESSION = "JPY_SESSION_NAME"  # Jupyter's server names the document to kernels it starts for one; papermill does not


def is_live() -> bool:
    """Whether controls can be moved here: in a kernel that a Jupyter server started for a document.

    ``CHANCERY_LIVE`` set to 1 or 0 decides instead, for other front ends.
    """
    chosen = os.environ.get(SWITCH, "")
    return chosen not in ("0", "no", "false") if chosen else SESSION in os.environ
