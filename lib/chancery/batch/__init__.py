"""Many reports at once: over the cores, or over the machines of a cluster; what is done already is not done again.

    manifest    what is asked for: one order for each report
    inputs      what a report is made from, as one key       notes    which key a report on disk was made from
    running     the way through a batch                      local    the pool of this machine

docs/batch.md tells how it is used.
"""

from chancery.batch.manifest import Manifest, Order, orders
from chancery.batch.running import Outcome, Pool, run

__all__ = ["Manifest", "Order", "Outcome", "Pool", "orders", "run"]
