"""A headless Chromium over its debugging pipe: no port, no profile that outlives it, no network wanted."""

from __future__ import annotations

import base64
import json
import os
import select
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any

FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-extensions",
    "--disable-default-apps", "--hide-scrollbars", "--remote-debugging-pipe",
)  # fmt: skip


class Browser:
    """One page at a time. ``problems`` are exceptions, console errors and violations of the page's policy."""

    def __init__(self, chromium: str, width: int = 1400, height: int = 900) -> None:
        self.events: list[dict[str, Any]] = []
        self.scripts = True
        self._folder = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        command = [chromium, *FLAGS, f"--user-data-dir={self._folder.name}", "about:blank"]
        self._process, self._send, self._receive = _start(command)
        self._number, self._rest, self._session = 0, b"", ""
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.call(f"{domain}.enable")
        self.resize(width, height)

    def __enter__(self) -> Browser:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.terminate()
        self._process.wait(20)
        os.close(self._send)
        os.close(self._receive)
        self._folder.cleanup()

    def resize(self, width: int, height: int) -> None:
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        self.call("Emulation.setDeviceMetricsOverride", **size)

    def open(self, page: Path) -> None:
        """Load a file and wait until it is loaded and drawn."""
        self.events.clear()
        self.call("Page.navigate", url=page.as_uri())
        self.wait("document.readyState === 'complete' && location.protocol === 'file:'")
        self.draw()

    def draw(self) -> None:
        """Wait for two frames; where scripts are disabled there are none to wait for."""
        frame = "requestAnimationFrame"
        if self.scripts:
            self.value(f"new Promise((done) => {frame}(() => {frame}(() => done(1))))")

    def allow_scripts(self, allowed: bool) -> None:
        """Whether the next page may run scripts."""
        self.scripts = allowed
        self.call("Emulation.setScriptExecutionDisabled", value=not allowed)

    def value(self, expression: str) -> Any:
        """What an expression of JavaScript comes to, a promise awaited."""
        how = {"returnByValue": True, "awaitPromise": True, "allowUnsafeEvalBlockedByCSP": False}
        answer = self.call("Runtime.evaluate", expression=expression, **how)
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"].get("value")

    def wait(self, expression: str, seconds: float = 30) -> None:
        """Wait until an expression is true."""
        end = time.monotonic() + seconds
        while not self.value(expression):
            assert time.monotonic() < end, f"never came true: {expression}"
            time.sleep(0.02)

    def click(self, x: float, y: float) -> None:
        """A real click of the left button."""
        self.call("Input.dispatchMouseEvent", type="mouseMoved", x=x, y=y)
        for kind in ("mousePressed", "mouseReleased"):
            self.call("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)

    def move(self, x: float, y: float) -> None:
        self.call("Input.dispatchMouseEvent", type="mouseMoved", x=x, y=y)

    def type(self, text: str) -> None:
        self.call("Input.insertText", text=text)

    def screenshot(self, path: Path) -> Path:
        path.write_bytes(base64.b64decode(self.call("Page.captureScreenshot", format="png")["data"]))
        return path

    @property
    def problems(self) -> list[str]:
        told = [event for event in self.events if _PROBLEM.get(event["method"], _never)(event["params"])]
        return [json.dumps(event["params"], ensure_ascii=False) for event in told]

    @property
    def requested(self) -> list[str]:
        sent = [event["params"] for event in self.events if event["method"] == "Network.requestWillBeSent"]
        return [params["request"]["url"] for params in sent]

    def call(self, method: str, **params: Any) -> dict[str, Any]:
        """One command of the DevTools protocol and its answer; events on the way are kept."""
        self._number += 1
        message: dict[str, Any] = {"id": self._number, "method": method, "params": params}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._send, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._next()
            if answer.get("id") == self._number:
                assert "error" not in answer, f"{method}: {answer['error']}"
                result: dict[str, Any] = answer["result"]
                return result
            if "method" in answer:
                self.events.append(answer)

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self._rest:
            ready, _, _ = select.select([self._receive], [], [], 60)
            assert ready, "the browser is silent"
            piece = os.read(self._receive, 1 << 20)
            assert piece, "the browser is gone"
            self._rest += piece
        first, _, self._rest = self._rest.partition(b"\0")
        message: dict[str, Any] = json.loads(first)
        return message


def _never(_: dict[str, Any]) -> bool:
    return False


_PROBLEM: dict[str, Callable[[dict[str, Any]], bool]] = {
    "Runtime.exceptionThrown": lambda _: True,
    "Runtime.consoleAPICalled": lambda params: params["type"] in {"error", "warning", "assert"},
    "Log.entryAdded": lambda params: params["entry"]["level"] in {"error", "warning"},
    "Page.javascriptDialogOpening": lambda _: True,
}


def _start(command: list[str]) -> tuple[subprocess.Popen[bytes], int, int]:
    """The browser with its ends of two pipes at 3 and 4, and our ends: where to write, where to read."""
    theirs_in, ours_out = os.pipe()
    ours_in, theirs_out = os.pipe()
    script = 'exec 5<&"$0" 6>&"$1"; exec 3<&5 4>&6; exec "${@:2}"'  # by way of 5 and 6: ours may be 4 and 3
    process = subprocess.Popen(
        ["bash", "-c", script, str(theirs_in), str(theirs_out), *command],
        pass_fds=(theirs_in, theirs_out),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(theirs_in)
    os.close(theirs_out)
    return process, ours_out, ours_in
