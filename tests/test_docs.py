"""What the documents say can be done: every command in them exists and runs as written."""

import re
import shlex
from pathlib import Path

import pytest
from typer.main import get_command

from chancery.cli import app

ROOT = Path(__file__).parent.parent
DOCUMENTS = sorted(
    path for path in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "benchmarks").glob("*.md")]
)
INDENTED_OR_FENCED = re.compile(r"^(?: {4}|\t)(.+)$|^```(?:sh|bash|console)?\n(.*?)^```", re.MULTILINE | re.DOTALL)


def command_lines(text: str) -> list[str]:
    """The lines of code blocks, with continuation lines joined."""
    blocks = "\n".join(match.group(1) or match.group(2) or "" for match in INDENTED_OR_FENCED.finditer(text))
    return [line.split(" #")[0].strip().removeprefix("$ ") for line in blocks.replace("\\\n", " ").splitlines()]


def spoken_commands(kind: str) -> list[tuple[str, str]]:
    found = []
    for path in DOCUMENTS:
        for line in command_lines(path.read_text("utf-8")):
            command = line.removeprefix(".venv/bin/")
            if command.startswith(f"{kind} "):
                found.append((str(path.relative_to(ROOT)), command))
    return found


@pytest.mark.parametrize(("document", "line"), spoken_commands("make"))
def test_every_make_target_named_exists(document, line):
    """A reader who types it gets what the document says."""
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    words = [word for word in shlex.split(line)[1:] if "=" not in word]
    assert set() == set(words) - targets, document


@pytest.mark.parametrize(("document", "line"), spoken_commands("chancery"))
def test_every_command_named_is_understood(document, line):
    """The command line parses it: the command, its options and the number of arguments are right."""
    command = get_command(app)
    words = [word.strip("[]").split("|")[0].rstrip("…") for word in shlex.split(line)[1:]]
    context = command.make_context("chancery", [words[0]], resilient_parsing=True)
    name, sub, rest = command.resolve_command(context, words)
    while hasattr(sub, "resolve_command") and rest:
        context = sub.make_context(name, rest[:1], parent=context, resilient_parsing=True)
        name, sub, rest = sub.resolve_command(context, rest)
    parsed = sub.make_parser(context).parse_args(list(rest))
    assert parsed, document


def test_links_between_documents_resolve():
    """No document points to a file that is not there."""
    broken = [
        (str(path.relative_to(ROOT)), target)
        for path in DOCUMENTS
        for target in re.findall(r"\]\(([^)#]+?)(?:#[^)]*)?\)", path.read_text("utf-8"))
        if not re.match(r"[a-z]+:", target) and not (path.parent / target).exists()
    ]
    assert [] == broken
