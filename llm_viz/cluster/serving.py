"""Ray Serve: replicas of the engine behind one address. The only module that knows Ray.

`serve_here` is `make cluster`: everything on this machine, and reachable from this machine only unless told otherwise.
`build` is what a Serve configuration imports (`deploy/`), where the machines are many.
"""

from __future__ import annotations

import logging
import os
import signal
import threading
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from llm_viz.base.discretion import keep_texts_out_of_the_log
from llm_viz.cluster.doors import NONE_KNOWN, Replicas
from llm_viz.cluster.replica import Replica
from llm_viz.engine.core_loop import MAX_ROWS
from llm_viz.engine.local import local_engine
from llm_viz.engine.upkeep import check_and_mend, warm_up_defaults

SETTINGS = {
    # It asks nobody outside, listens on the loopback interface unless a cluster of several machines says otherwise, and
    # answers only to those who know its token.
    "RAY_USAGE_STATS_ENABLED": "0",
    "RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER": "0",
    "RAY_AUTH_MODE": "token",
    # Replicas take questions at ports of their own beside Serve's proxy and answer them in one event loop: a question
    # costs a quarter of the processor time. One that ends is asked until front ends have looked again.
    "RAY_SERVE_ENABLE_DIRECT_INGRESS": "1",
    "RAY_SERVE_RUN_USER_CODE_IN_SEPARATE_THREAD": "0",
    "RAY_SERVE_DIRECT_INGRESS_MIN_DRAINING_PERIOD_S": "5",
    # Replicas get as much of a busy machine as its other processes; Ray puts them behind all others (nice 15).
    "RAY_worker_niceness": "0",
    # What it does for itself takes half as much of the cores that replicas compute on.
    "RAY_SERVE_CONTROL_LOOP_INTERVAL_S": "0.5",
    "RAY_SERVE_METRICS_EXPORT_INTERVAL_MS": "5000",
}
"""In the environment before Ray is imported."""

APPLICATION = "llm-viz"
_OBJECT_STORE_BYTES = 80 * 2**20  # the least that Ray takes; answers do not pass through it
QUESTIONS_A_REPLICA = 2 * MAX_ROWS
"""At once: as many texts as one batch holds, and as many clicks beside them. What comes later goes to whichever replica
is free first."""
QUESTIONS_AT_THE_DOOR = 512
"""So many wait for a free place of any replica; more are told so. One replica and the door hold a question of every
page that a front end can have open."""


@dataclass(frozen=True, slots=True)
class Scale:
    """How many replicas there are, and what each may use.

    Between `least` and `most` Serve keeps so many that each serves about `target` questions at once: with fewer, its
    batch is small and its cores idle; with more, every visitor's text goes slower. `cpus` cores are set aside for each;
    it computes with `threads` (0: as many). Replicas with more threads than cores share them with their neighbours.
    """

    least: int = 1
    most: int = 1
    cpus: float = 1
    gpus: float = 0
    target: int = 16
    threads: int = 0

    @property
    def shared(self) -> bool:
        """Whether the replicas of one machine compute on the same cores or the same GPU."""
        return self.threads > self.cpus or self.gpus % 1 > 0


class EngineReplica:
    """The engine of one process, as Serve starts it: ready when the default models are loaded."""

    def __init__(self, *, only_here: bool = False, shared: bool = False) -> None:
        keep_texts_out_of_the_log()
        if only_here:
            _listen_on_loopback()
        engine = local_engine()
        warm_up_defaults(engine)
        threading.Thread(target=check_and_mend, args=(engine,), name="checksums", daemon=True).start()
        self._replica = Replica(engine, QUESTIONS_A_REPLICA, where_all_are=lambda: _where_all_are(shared=shared))

    async def __call__(self, request: Request) -> Response:
        """One question."""
        return await self._replica.respond(request)


def build(options: dict[str, Any]) -> object:
    """The Serve application; `options` are fields of `Scale`, and `only_here`."""
    from ray import serve

    only_here = bool(options.pop("only_here", False))
    scale = Scale(**options)
    deployment = serve.deployment(
        EngineReplica,
        name="EngineReplica",
        max_ongoing_requests=QUESTIONS_A_REPLICA,
        max_queued_requests=QUESTIONS_AT_THE_DOOR,
        ray_actor_options={
            "num_cpus": scale.cpus,
            "num_gpus": scale.gpus,
            "runtime_env": {"env_vars": {"OMP_NUM_THREADS": str(scale.threads or max(1, round(scale.cpus)))}},
        },
        autoscaling_config={
            "min_replicas": scale.least,
            "max_replicas": scale.most,
            "initial_replicas": scale.least,
            "target_ongoing_requests": scale.target,
            "upscale_delay_s": 5,
            "downscale_delay_s": 300,
        },
        health_check_period_s=5,
        health_check_timeout_s=30,
        graceful_shutdown_timeout_s=30,
        logging_config={"enable_access_log": False},
    )
    return deployment.bind(only_here=only_here, shared=scale.shared)


def serve_here(scale: Scale, host: str, port: int, ready: Callable[[], None]) -> None:
    """Start a cluster on this machine, call `ready` when it answers, and serve until the process is asked to end."""
    os.environ.update(SETTINGS)
    import ray
    from ray import serve

    cpus = max(os.cpu_count() or 1, round(scale.most * scale.cpus))
    ray.init(
        num_cpus=cpus,
        num_gpus=round(scale.most * scale.gpus) or None,
        include_dashboard=False,
        object_store_memory=_OBJECT_STORE_BYTES,
        log_to_driver=False,
        logging_level="warning",
        _node_ip_address="127.0.0.1",
    )
    logging.getLogger("ray.serve").setLevel(logging.WARNING)
    ended = threading.Event()
    for name in (signal.SIGINT, signal.SIGTERM):  # Ray has put handlers of its own there, which end without goodbye
        signal.signal(name, lambda *_: ended.set())
    try:
        serve.start(http_options={"host": host, "port": port, "request_timeout_s": None})
        serve.run(build({**asdict(scale), "only_here": True}), name=APPLICATION, route_prefix="/")
        ready()
        ended.wait()
    finally:
        serve.shutdown()
        ray.shutdown()


async def _where_all_are(*, shared: bool) -> Replicas:
    """The replicas that Serve has running, if they take questions at ports of their own."""
    import ray
    from ray import serve
    from ray.serve._private.constants import RAY_SERVE_ENABLE_DIRECT_INGRESS, SERVE_CONTROLLER_NAME, SERVE_NAMESPACE

    if not RAY_SERVE_ENABLE_DIRECT_INGRESS:
        return NONE_KNOWN
    controller = ray.get_actor(SERVE_CONTROLLER_NAME, namespace=SERVE_NAMESPACE)
    groups = await controller.get_target_groups.remote(serve.get_replica_context().app_name)
    addresses = [f"{target.ip}:{target.port}" for group in groups for target in group.targets]
    return Replicas(tuple(addresses), MAX_ROWS, QUESTIONS_A_REPLICA, shared)


def _listen_on_loopback() -> None:
    """Keep a replica's own port, on which Serve's proxy hands it questions, off the network.

    Ray 2.60 opens it on all addresses of the machine, whatever address the cluster was given.
    """
    from ray.serve._private import replica

    add = replica.add_port_to_grpc_server
    replica.add_port_to_grpc_server = lambda server, address: add(server, address.replace("[::]", "127.0.0.1"))
