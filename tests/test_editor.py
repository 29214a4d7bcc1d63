"""The plan's modeline in an editor: yaml-language-server completes, explains and checks by our schema.

Runs where the server is installed (`npm i -g yaml-language-server`, or ZI_YAML_LS names its program); else skipped.
"""

import json
import os
import shutil
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path
from queue import Queue
from typing import Any

import pytest

from tests.conftest import JAMBI, REPO

SERVER = os.environ.get("ZI_YAML_LS") or shutil.which("yaml-language-server")
pytestmark = pytest.mark.skipif(SERVER is None, reason="yaml-language-server is not installed")


class Client:
    """As much of an editor as is needed: requests, notifications, and what the server says of its own accord."""

    def __init__(self, root: Path) -> None:
        self.process = subprocess.Popen([str(SERVER), "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.inbox: Queue[dict[str, Any]] = Queue()
        self.listener = threading.Thread(target=self._listen, daemon=True)
        self.listener.start()
        self.number = 0
        self.request("initialize", {"processId": None, "rootUri": root.as_uri(), "capabilities": {}})
        self.notify("initialized", {})
        settings = {"yaml": {"validate": True, "hover": True, "completion": True, "schemaStore": {"enable": False}}}
        self.notify("workspace/didChangeConfiguration", {"settings": settings})

    def _listen(self) -> None:
        out = self.process.stdout
        assert out is not None
        while line := out.readline():
            length = int(line.split(b":")[1]) if line.lower().startswith(b"content-length") else 0
            while out.readline().strip():
                pass
            self.inbox.put(json.loads(out.read(length)))

    def _send(self, message: dict[str, Any]) -> None:
        raw = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self.process.stdin is not None
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(raw), raw))
        self.process.stdin.flush()

    def notify(self, method: str, params: Any) -> None:
        self._send({"method": method, "params": params})

    def request(self, method: str, params: Any) -> Any:
        self.number += 1
        self._send({"id": self.number, "method": method, "params": params})
        return self.wait(lambda message: message.get("id") == self.number and "method" not in message).get("result")

    def wait(self, wanted: Any) -> dict[str, Any]:
        while True:
            message = self.inbox.get(timeout=30)
            if wanted(message):
                return message
            if "id" in message and "method" in message:  # the server asks for settings: it has them
                items = message.get("params", {}).get("items", [])
                self._send({"id": message["id"], "result": [None] * len(items)})

    def close(self) -> None:
        self.process.kill()
        self.process.wait()
        self.listener.join()
        for pipe in (self.process.stdin, self.process.stdout):
            assert pipe is not None
            pipe.close()

    def open(self, path: Path, text: str) -> list[dict[str, Any]]:
        """Open a text as a file; what the server finds wrong with it."""
        document = {"uri": path.as_uri(), "languageId": "yaml", "version": 1, "text": text}
        self.notify("textDocument/didOpen", {"textDocument": document})
        said = self.wait(
            lambda message: (
                message.get("method") == "textDocument/publishDiagnostics" and message["params"]["uri"] == path.as_uri()
            )
        )
        found: list[dict[str, Any]] = said["params"]["diagnostics"]
        return found


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Client, Path]]:
    root = tmp_path_factory.mktemp("kantor")
    (root / "plans" / "a").mkdir(parents=True)
    shutil.copy(REPO / "plans" / "rencana.schema.json", root / "plans")
    made = Client(root)
    yield made, root / "plans" / "a"
    made.close()


def at(text: str, mark: str, offset: int = 0) -> dict[str, int]:
    before = text[: text.index(mark) + offset]
    return {"line": before.count("\n"), "character": len(before) - before.rfind("\n") - 1}


TEXT = JAMBI.read_text(encoding="utf-8")


def test_the_jambi_plan_is_clean(client: tuple[Client, Path]) -> None:
    assert client[0].open(client[1] / "jambi.yaml", TEXT) == []


def test_what_is_wrong_is_said_in_indonesian(client: tuple[Client, Path]) -> None:
    text = TEXT.replace("target_waktu: Agustus\n", "target_waktu: Agustsu\n", 1).replace(
        "zona_waktu: WIB", "zona_waktu: GMT"
    )
    found = client[0].open(client[1] / "salah.yaml", text)
    assert len(found) == 2
    assert any("Tuliskan seperti Agustus" in each["message"] for each in found)


def test_a_misspelt_key_is_found(client: tuple[Client, Path]) -> None:
    (found,) = client[0].open(
        client[1] / "asing.yaml", TEXT.replace("predikat: WBK", "predikat: WBK\npredikatnya: WBK")
    )
    assert "predikatnya" in found["message"]


def test_hover_explains_a_key(client: tuple[Client, Path]) -> None:
    path = client[1] / "hover.yaml"
    client[0].open(path, TEXT)
    hover = client[0].request(
        "textDocument/hover",
        {"textDocument": {"uri": path.as_uri()}, "position": at(TEXT, "target_waktu: Agustus", 3)},
    )
    assert "Kolom TARGET WAKTU" in json.dumps(hover)


def test_completion_offers_the_keys_and_words(client: tuple[Client, Path]) -> None:
    path = client[1] / "lengkapi.yaml"
    text = TEXT.replace("zona_waktu: WIB", "zona_waktu: ")
    client[0].open(path, text)
    position = at(text, "zona_waktu: ", len("zona_waktu: "))
    offered = client[0].request(
        "textDocument/completion", {"textDocument": {"uri": path.as_uri()}, "position": position}
    )
    assert {"WIB", "WITA", "WIT"} <= {each["label"] for each in offered["items"]}
    mark = "            target_waktu: Agustus\n"
    text = TEXT.replace(mark, f"{mark}            \n", 1)
    path = client[1] / "kunci.yaml"
    client[0].open(path, text)
    offered = client[0].request(
        "textDocument/completion",
        {"textDocument": {"uri": path.as_uri()}, "position": at(text, mark, len(mark) + 12)},
    )
    assert {"penanggung_jawab", "catatan"} <= {each["label"] for each in offered["items"]}
