"""`cluster`: run replicas of the engine on this machine, for front ends to ask over the network (`make cluster`)."""

from __future__ import annotations

import argparse
import os
import re
import socket
import sys
from functools import partial
from importlib.util import find_spec
from typing import TYPE_CHECKING

from llm_viz.base.i18n import Strings, strings, terminal_language
from llm_viz.base.languages import LANGUAGES

if TYPE_CHECKING:
    from llm_viz.kit.terminal import Commands

PORT = 8900
LOOPBACK = "127.0.0.1"


def add(commands: Commands) -> None:
    """Declare the command."""
    command = commands.add_parser("cluster", help="run the engine for front ends", description=__doc__ or "")
    command.add_argument("--replicas", type=_range, default=(2, 2), metavar="N[:M]", help="so many, or N to M by need")
    command.add_argument("--cpus", type=float, help="cores of each replica (default: it uses all, beside the others)")
    command.add_argument("--gpus", type=float, default=0, help="GPUs of each replica; may be a part, such as 0.5")
    command.add_argument("--host", default=LOOPBACK, help="where to listen; default: %(default)s, this machine only")
    command.add_argument("--port", type=int, default=PORT, help="default: %(default)s")
    command.add_argument("--language", choices=LANGUAGES, default=terminal_language(), help="default: %(default)s")
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Serve until interrupted; 1 if that cannot be begun."""
    t = strings(options.language, "doctor")
    if find_spec("ray") is None:
        print(t("cluster-no-ray"), file=sys.stderr)
        return 1
    if not _is_free(options.host, options.port):
        print(t("cluster-port-taken", address=f"{options.host}:{options.port}"), file=sys.stderr)
        return 1
    from llm_viz.cluster.serving import Scale, serve_here  # brings PyTorch and Ray

    least, most = options.replicas
    cores = os.cpu_count() or 1
    cpus, threads = (options.cpus, 0) if options.cpus else (cores / most, cores)
    print(t("cluster-starting", replicas=least), flush=True)
    scale = Scale(least=least, most=most, cpus=cpus, gpus=options.gpus, threads=threads)
    serve_here(scale, options.host, options.port, partial(_say_ready, options.host, options.port, t))
    return 0


def _say_ready(host: str, port: int, t: Strings) -> None:
    address = f"http://{host}:{port}"
    print(t("cluster-ready", address=address))
    print(t("cluster-connect", address=address))
    if host != LOOPBACK:
        print(t("cluster-open"))
    print(t("cluster-stop"), flush=True)


def _is_free(host: str, port: int) -> bool:
    """Whether something can listen there."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def _range(given: str) -> tuple[int, int]:
    """The least and the most replicas; `ValueError` for what is no such range, which argparse reports."""
    match = re.fullmatch(r"([1-9][0-9]*)(?::([1-9][0-9]*))?", given)
    if match is None or int(match[2] or match[1]) < int(match[1]):
        raise ValueError(given)
    return int(match[1]), int(match[2] or match[1])
