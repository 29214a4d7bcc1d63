"""What comes out comes out whole, or nobody wanted it: readers that are slow, and readers that are gone."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

ZI = (sys.executable, "-m", "zi_cli")
LONG = ("schema",)


def whole() -> bytes:
    return subprocess.run([*ZI, *LONG], capture_output=True, check=True).stdout


@pytest.mark.skipif(sys.platform == "win32", reason="pipes that do not block are of POSIX")
def test_a_reader_that_is_slow_gets_all_of_it(jambi: Path) -> None:
    reader, writer = os.pipe()
    os.set_blocking(writer, False)
    import fcntl

    if hasattr(fcntl, "F_SETPIPE_SZ"):
        fcntl.fcntl(writer, fcntl.F_SETPIPE_SZ, 4096)
    process = subprocess.Popen([*ZI, *LONG], stdout=writer, stderr=subprocess.PIPE)
    os.close(writer)
    got = b""
    with os.fdopen(reader, "rb", buffering=0) as stream:
        while part := stream.read(1000):
            got += part
    assert process.communicate()[1] == b""
    assert (process.returncode, got) == (0, whole())
    assert len(got) > 20_000


@pytest.mark.parametrize("args", [LONG, ("status",), ("check", "--format", "sarif"), ("--help",)])
def test_a_reader_that_is_gone_is_no_trouble(args: tuple[str, ...], jambi: Path) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    process = subprocess.Popen([*ZI, *args], stdout=writer, stderr=subprocess.PIPE)
    os.close(writer)
    assert process.communicate()[1] == b""
    assert process.returncode == 0


@pytest.mark.skipif(sys.platform == "win32", reason="no pairs of sockets there")
def test_a_socket_that_is_shut_is_no_trouble(jambi: Path) -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        ours.close()
        process = subprocess.Popen([*ZI, *LONG], stdout=theirs.fileno(), stderr=subprocess.PIPE)
        assert process.communicate()[1] == b""
    assert process.returncode == 0
