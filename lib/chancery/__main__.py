"""`python -m chancery` is `chancery`."""

from chancery.cli import main

main()
