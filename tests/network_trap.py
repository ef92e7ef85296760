"""A network that is a trap: whatever goes anywhere but to this computer itself is written down.

A command runs in a network namespace of its own in which every address leads back to the loopback
device. There a packet view sees whatever is sent, and a name server in the place of every other
answers each name with an address elsewhere, so that what is asked for is also connected to.
Needs Linux, and to be root or to be allowed user namespaces; nothing has to be installed.
"""

import ipaddress
import json
import os
import socket
import struct
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from functools import cache
from pathlib import Path

ELSEWHERE = "203.0.113.7"
"""Kept free for documentation; the answer to every name."""

_ETH_P_ALL = 3
_IPV4, _IPV6 = 0x0800, 0x86DD
_SIOCGIFFLAGS, _SIOCSIFFLAGS, _IFF_UP, _IFF_MULTICAST = 0x8913, 0x8914, 0x1, 0x1000
_NEWROUTE, _ACKED_NEW = 24, 0x405
_LOCAL_TABLE, _MAIN_TABLE, _BOOT, _HOST, _LINK = 255, 254, 3, 254, 253
_UNICAST, _LOCAL = 1, 2
_TO, _DEVICE = 1, 4
_LATE_SECONDS = 0.3


@dataclass(slots=True)
class Catch:
    """What was caught, and how the commands ended."""

    names: list[str] = field(default_factory=list)
    addresses: list[str] = field(default_factory=list)
    codes: list[int] = field(default_factory=list)
    output: list[str] = field(default_factory=list)

    @property
    def left(self) -> list[str]:
        """All that would have left this computer."""
        return sorted({*self.names, *self.addresses})


def missing() -> str:
    """Why there can be no trap here; empty if there can be one."""
    return "" if unshare() else "no namespaces are to be had (Linux, unshare of util-linux)"


def run_trapped(
    commands: Sequence[Sequence[str]], env: Mapping[str, str], seconds: float = 240.0
) -> Catch:
    """Run the commands side by side in the trap; each may take `seconds`.

    Args:
        commands: programs with their arguments.
        env: their whole environment.
        seconds: after which a command is killed.
    """
    order = json.dumps({"commands": commands, "env": dict(env), "seconds": seconds})
    done = subprocess.run(
        [*unshare(), sys.executable, __file__],
        input=order,
        capture_output=True,
        text=True,
        timeout=seconds + 30,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return Catch(**json.loads(done.stdout))


@cache
def unshare() -> tuple[str, ...]:
    """The program before a command that gives it namespaces; empty where there are none."""
    for rights in ((), ("--map-root-user",)):
        program = ("unshare", "--net", "--mount", *rights)
        with suppress(OSError):
            if subprocess.run((*program, "true"), capture_output=True, check=False).returncode == 0:
                return program
    return ()


def _main() -> None:
    """Inside the namespaces."""
    order = json.load(sys.stdin)
    _all_leads_back()
    _hide_other_name_services()
    catch = Catch()
    _in_background(_answer_names, _name_server(), catch)
    _in_background(_view_packets, _packet_view(), catch)
    with tempfile.TemporaryDirectory() as folder:
        outputs = [Path(folder) / str(number) for number, _ in enumerate(order["commands"])]
        running = [
            _start(command, order["env"], output)
            for command, output in zip(order["commands"], outputs, strict=True)
        ]
        until = time.monotonic() + order["seconds"]
        catch.codes = [_end(process, until) for process in running]
        catch.output = [output.read_text("utf-8", "replace") for output in outputs]
    time.sleep(_LATE_SECONDS)
    sys.stdout.write(json.dumps(asdict(catch)))


def _start(
    command: Sequence[str], env: Mapping[str, str], output: Path
) -> "subprocess.Popen[bytes]":
    with output.open("wb") as file:
        return subprocess.Popen(
            command, env=env, stdin=subprocess.DEVNULL, stdout=file, stderr=subprocess.STDOUT
        )


def _end(process: "subprocess.Popen[bytes]", until: float) -> int:
    try:
        return process.wait(max(0.0, until - time.monotonic()))
    except subprocess.TimeoutExpired:
        process.kill()
        return process.wait()


def _in_background(work: Callable[..., None], *arguments: object) -> None:
    threading.Thread(target=work, args=arguments, daemon=True).start()


def _all_leads_back() -> None:
    """Make all addresses this computer's own; what is meant for many stays on the device, too."""
    from fcntl import ioctl

    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        (flags,) = struct.unpack("16xH14x", ioctl(any_socket, _SIOCGIFFLAGS, _request(0)))
        ioctl(any_socket, _SIOCSIFFLAGS, _request(flags | _IFF_UP | _IFF_MULTICAST))
    _add_route(socket.AF_INET, _LOCAL, "0.0.0.0", 0)  # noqa: S104 - a route
    _add_route(socket.AF_INET, _UNICAST, "224.0.0.0", 4)
    if Path("/proc/net/if_inet6").exists():
        _add_route(socket.AF_INET6, _LOCAL, "::", 0)
        _add_route(socket.AF_INET6, _UNICAST, "ff00::", 8)


def _request(flags: int) -> bytes:
    return struct.pack("16sH14x", b"lo", flags)


def _add_route(family: int, kind: int, address: str, bits: int) -> None:
    table, scope = (_LOCAL_TABLE, _HOST) if kind == _LOCAL else (_MAIN_TABLE, _LINK)
    message = struct.pack("BBBBBBBBI", family, bits, 0, 0, table, _BOOT, scope, kind, 0)
    message += struct.pack("HHI", 8, _DEVICE, socket.if_nametoindex("lo"))
    if bits:
        to = socket.inet_pton(family, address)
        message += struct.pack("HH", 4 + len(to), _TO) + to
    with socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, socket.NETLINK_ROUTE) as kernel:
        kernel.send(struct.pack("IHHII", 16 + len(message), _NEWROUTE, _ACKED_NEW, 1, 0) + message)
        (error,) = struct.unpack_from("i", kernel.recv(4096), 16)
    if error:
        raise OSError(-error, os.strerror(-error), address)


def _hide_other_name_services() -> None:
    """Names are looked up by asking the network, not by asking a service that may do it for us."""
    folder = Path(tempfile.mkdtemp())
    subprocess.run(["mount", "-t", "tmpfs", "tmpfs", str(folder)], check=True)
    (folder / "resolv.conf").write_text("nameserver 127.0.0.1\n")
    (folder / "nsswitch.conf").write_text("hosts: files dns\n")
    (folder / "empty").mkdir()
    for name in ("resolv.conf", "nsswitch.conf"):
        if (there := Path("/etc", name).resolve()).exists():
            subprocess.run(["mount", "--bind", str(folder / name), str(there)], check=True)
    for name in ("/run/nscd", "/run/systemd/resolve", "/run/dbus", "/run/avahi-daemon"):
        if Path(name).is_dir():
            subprocess.run(["mount", "--bind", str(folder / "empty"), name], check=True)


def _name_server() -> socket.socket:
    server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    server.bind(("127.0.0.1", 53))
    return server


def _answer_names(server: socket.socket, catch: Catch) -> None:
    while True:
        asked, whom = server.recvfrom(4096)
        name, end = _name(asked)
        catch.names.append(name)
        wants_ipv4 = asked[end : end + 2] == b"\0\1"
        answer = b"\xc0\x0c\0\1\0\1\0\0\0\x3c\0\4" + socket.inet_aton(ELSEWHERE)
        head = asked[:2] + struct.pack(">HHHHH", 0x8180, 1, wants_ipv4, 0, 0)
        server.sendto(head + asked[12 : end + 4] + (answer if wants_ipv4 else b""), whom)


def _name(asked: bytes) -> tuple[str, int]:
    """The name in a question, and where it ends."""
    parts, at = [], 12
    while length := asked[at]:
        parts.append(asked[at + 1 : at + 1 + length].decode("ascii", "replace"))
        at += 1 + length
    return ".".join(parts), at + 1


def _packet_view() -> socket.socket:
    view = socket.socket(socket.AF_PACKET, socket.SOCK_DGRAM, socket.htons(_ETH_P_ALL))
    view.bind(("lo", _ETH_P_ALL))
    return view


def _view_packets(view: socket.socket, catch: Catch) -> None:
    while True:
        packet, (_, protocol, *_) = view.recvfrom(128)
        if protocol == _IPV4:
            to = ipaddress.ip_address(packet[16:20])
        elif protocol == _IPV6:
            to = ipaddress.ip_address(packet[24:40])
        else:
            catch.addresses.append(f"protocol {protocol:#x}")
            continue
        if not to.is_loopback:
            catch.addresses.append(str(to))


if __name__ == "__main__":
    _main()
