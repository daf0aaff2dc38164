"""The tables described for others: a Frictionless data package, and a codebook for people."""

import json
from typing import Any

from chancery.evidence import CONFIDENCE, SOURCE_KINDS
from chancery.schemas import TABLES, Table
from chancery.schemas.columns import Column

DATE_PATTERN = r"\d{4}(-\d{2}(-\d{2})?)?(;\d{4}(-\d{2}(-\d{2})?)?)*"
TRUE_FALSE = {"1": (["1"], ["0"]), "yes": (["yes"], ["no"])}
FORMS = {
    "text": "text",
    "word": "word",
    "list": "list joined by `;`",
    "date": "date, possibly reduced",
    "count": "whole number",
    "flag": "yes or no",
}
TITLE = "Chancery reference library"
DESCRIPTION = (
    "Dated, sourced facts on treaties, ties between states, military exercises, statements on them, provocations, "
    "votes and offices. Every row names its source, how that was used, and how sure the compiler is."
)


def data_package() -> dict[str, Any]:
    """The Frictionless descriptor of the reference tables."""
    return {
        "$schema": "https://specs.frictionlessdata.io/schemas/data-package.json",
        "name": "chancery-reference",
        "title": TITLE,
        "description": DESCRIPTION,
        "licenses": [{"name": "Apache-2.0", "path": "https://www.apache.org/licenses/LICENSE-2.0"}],
        "resources": [_resource(table) for table in TABLES.values()],
    }


def data_package_text() -> str:
    """The descriptor as the text of datapackage.json."""
    return json.dumps(data_package(), indent=2, ensure_ascii=False) + "\n"


def codebook() -> str:
    """Every table and column, as Markdown."""
    kinds = "\n".join(f"- `{kind}`: {meaning}" for kind, meaning in SOURCE_KINDS.items())
    parts = [
        "# The reference tables, column by column",
        "Written by `chancery data describe` from the definitions in `lib/chancery/schemas`; edit those.",
        DESCRIPTION,
        "Files are UTF-8 with plain line feeds. Blank means not known or not applicable. Dates are ISO 8601 and may be "
        "reduced to a month or a year; both ends of a period are inclusive. Lists are joined by `;`.",
        f"`source_kind` is one of:\n\n{kinds}",
        f"`confidence` is {', '.join(CONFIDENCE)}: of the fact, not of the source.",
    ]
    return "\n\n".join([*parts, *(_chapter(table) for table in TABLES.values())]) + "\n"


def _resource(table: Table) -> dict[str, Any]:
    foreign = [
        {
            "fields": column,
            "reference": {"resource": "" if other == table.name else _name(TABLES[other]), "fields": field},
        }
        for column, (other, field) in table.references.items()
        if column not in table.columns_of_kind("list") and field not in TABLES[other].columns_of_kind("list")
    ]
    schema: dict[str, Any] = {
        "fields": [_field(name, column) for name, column in table.columns.items()],
        "primaryKey": list(table.key),
    }
    if foreign:
        schema["foreignKeys"] = foreign
    return {
        "name": _name(table),
        "path": table.file,
        "profile": "tabular-data-resource",
        "title": table.title[0].upper() + table.title[1:],
        "encoding": "utf-8",
        "schema": schema,
    }


def _name(table: Table) -> str:
    return table.file.removesuffix(".csv")


def _field(name: str, column: Column) -> dict[str, Any]:
    facts = column.metadata
    described: dict[str, Any] = {"name": name, "type": "string", "description": column.description}
    constraints: dict[str, Any] = {} if facts["blank"] else {"required": True}
    match facts["kind"]:
        case "word":
            constraints["enum"] = list(facts["words"])
        case "date":
            constraints["pattern"] = DATE_PATTERN
        case "count":
            described["type"] = "integer"
            constraints["minimum"] = facts["least"]
            if "most" in facts:
                constraints["maximum"] = facts["most"]
        case "flag":
            described["type"] = "boolean"
            described["trueValues"], described["falseValues"] = TRUE_FALSE[
                facts["words"][0] if facts["words"][0] == "yes" else "1"
            ]
        case _:
            if facts.get("pattern"):
                constraints["pattern"] = facts["pattern"]
    if constraints:
        described["constraints"] = constraints
    return described


def _chapter(table: Table) -> str:
    key = ", ".join(f"`{name}`" for name in table.key)
    lines = [
        f"## {table.file}",
        "",
        f"A row is {table.title}. Key: {key}.",
        "",
        "| column | form | blank | meaning |",
        "|---|---|---|---|",
    ]
    for name, column in table.own_columns.items():
        lines.append(
            f"| `{name}` | {_form(column)} | {'yes' if column.metadata['blank'] else 'no'} | {_meaning(column)} |"
        )
    return "\n".join(lines)


def _form(column: Column) -> str:
    facts = column.metadata
    form = FORMS[facts["kind"]]
    if facts.get("references"):
        table, field = facts["references"]
        form += f" of {TABLES[table].file} `{field}`"
    return form


def _meaning(column: Column) -> str:
    words = column.metadata.get("words", ())
    listed = f": {', '.join(words)}" if column.metadata["kind"] == "word" else ""
    return str(column.description + listed).replace("|", "\\|")
