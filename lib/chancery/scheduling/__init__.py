"""Reports made by the clock: what is due, run once each, whatever is killed in between.

days      "today", "last 90 days": parameters that move with the day a job is due
plan      schedule.yaml: jobs, cron times, what to do with missed runs, whom to tell
ledger    which run of which job came to what: one SQLite file
due       the runs that a job owes at a moment
work      one run in a process of its own, with a time limit; killed with whoever started it
running   due runs worked off, retried, noted and told
daemon    APScheduler around it, with its own persistent store
"""
