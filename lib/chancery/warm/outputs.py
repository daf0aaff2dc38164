"""Messages of a kernel as the outputs of cells, by the rules of the notebook format that nbclient follows."""

import base64
from typing import Any

Message = dict[str, Any]
KEPT = {
    "execute_result": ("data", "metadata", "execution_count"),
    "display_data": ("data", "metadata"),
    "stream": ("name", "text"),
    "error": ("ename", "evalue", "traceback"),
}
WIDGET_STATE = "application/vnd.jupyter.widget-state+json"


class Outputs:
    """The outputs of a notebook's cells while they run, and the state of its widgets.

    Displays that are updated change wherever they stand, in earlier cells too.
    """

    def __init__(self) -> None:
        self.cell: dict[str, Any] = {}
        self._displays: dict[str, list[tuple[int, Message]]] = {}
        self._clearing = False
        self._widgets: dict[str, dict[str, Any]] = {}
        self._buffers: dict[str, dict[tuple[str, ...], dict[str, Any]]] = {}

    def begin(self, cell: dict[str, Any]) -> None:
        """Messages from here on belong to this cell."""
        cell["outputs"] = []
        self.cell, self._clearing = cell, False

    def take(self, message: Message) -> None:
        """One message."""
        kind, content = message["header"]["msg_type"], message["content"]
        if "execution_count" in content:
            self.cell["execution_count"] = content["execution_count"]
        if kind == "clear_output":
            self._clearing = bool(content.get("wait"))
            if not self._clearing:
                self._clear()
        elif kind in ("comm_open", "comm_msg"):
            self._take_widget(content, message["buffers"])
        elif kind in KEPT or kind == "update_display_data":
            self._take_output(kind, content)

    def widgets(self) -> dict[str, Any]:
        """The metadata by which a page without a kernel shows the widgets; empty where there are none."""
        state = {
            name: {
                "model_name": held.get("_model_name"),
                "model_module": held.get("_model_module"),
                "model_module_version": held.get("_model_module_version"),
                "state": held,
                **({"buffers": list(self._buffers[name].values())} if name in self._buffers else {}),
            }
            for name, held in self._widgets.items()
            if "_model_name" in held
        }
        return {WIDGET_STATE: {"state": state, "version_major": 2, "version_minor": 0}} if self._widgets else {}

    def _take_output(self, kind: str, content: Message) -> None:
        name = (content.get("transient") or {}).get("display_id")
        if name and kind != "stream":
            for _, shown in self._displays.get(name, []):
                shown["data"], shown["metadata"] = content["data"], content["metadata"]
        if kind == "update_display_data":
            return
        if self._clearing:
            self._clear()
        output = {"output_type": kind, **{field: content[field] for field in KEPT[kind]}}
        if name:
            self._displays.setdefault(name, []).append((id(self.cell), output))
        self.cell["outputs"].append(output)

    def _clear(self) -> None:
        self._clearing = False
        self.cell["outputs"].clear()
        for name, shown in self._displays.items():
            self._displays[name] = [each for each in shown if each[0] != id(self.cell)]

    def _take_widget(self, content: Message, buffers: list[Any]) -> None:
        name, data = content["comm_id"], content["data"]
        if "state" not in data:
            return
        self._widgets.setdefault(name, {}).update(data["state"])
        for path, buffer in zip(data.get("buffer_paths") or (), buffers, strict=False):
            encoded = base64.b64encode(buffer).decode()
            self._buffers.setdefault(name, {})[tuple(path)] = {"data": encoded, "encoding": "base64", "path": path}
