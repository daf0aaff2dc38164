"""How `make lab` sets JupyterLab up: the launcher offers the templates that lie beside this file."""

from pathlib import Path

c = get_config()  # noqa: F821  Jupyter gives it to the files it reads
c.JupyterLabTemplates.template_dirs = [str(Path(__file__).resolve().parent)]
c.JupyterLabTemplates.template_label = "New briefing"
c.JupyterLabTemplates.include_default = False
