"""Chancery: from a news article to a briefing whose every number can be followed to its source.

The rooms, from the ground up; imports point down only:

    errors, paths, style, evidence, markup    the ground: plain values, colours, components of the page
    schemas, parameters                       the only definitions of columns and of parameters
    article, reference                        the only readers of data/
    text, ties, exercises, rhetoric, launches pure rules: values in, values out
    widgets                                   controls for JupyterLab, made from the schema
    dossier, findings, charts                 what a notebook works with: numbers to sentences, frames to figures
    record, shelf, diff                       a briefing as data, the reports there are, what changed between two
    report                                    an executed notebook to one HTML file
    intake                                    articles coming in: files, addresses, feeds
    runner                                    runs notebooks
    batch                                     many reports at once, here or on a cluster
    site, failures                            the reports as a static site; runs that failed
    scheduling, notices                       by the clock; telling people
    cli, commands                             commands, nothing else
"""

__version__ = "0.1.0"
