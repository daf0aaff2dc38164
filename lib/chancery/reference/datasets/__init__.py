"""Official datasets an analyst can bring: fetched, imported as tidy tables, kept with their provenance."""

from chancery.reference.datasets.catalogue import CATALOGUE, Dataset, dataset
from chancery.reference.datasets.fetching import fetch
from chancery.reference.datasets.importing import import_dataset

__all__ = ["CATALOGUE", "Dataset", "dataset", "fetch", "import_dataset"]
