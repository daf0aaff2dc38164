"""Many reports at once: over the cores, or over the machines of a cluster; what is done already is not done again.

    manifest    what is asked for: one order for each report
    inputs      what a report is made from, as one key       notes    reports filed, each with its key
    running     the way through a batch                      local    the pool of this machine
    cluster     the pool of a dask cluster                   parcel, worker   what travels, and what workers do
    store       reports filed at an fsspec URL               addresses, sources   articles and tables read from one

docs/batch.md tells how it is used.
"""

from chancery.batch.manifest import Manifest, Order, orders
from chancery.batch.running import Desk, Outcome, Pool, run

__all__ = ["Desk", "Manifest", "Order", "Outcome", "Pool", "orders", "run"]
