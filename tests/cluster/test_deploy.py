"""The examples in deploy/ name what is there: the image's commands, settings, ports and fields."""

from __future__ import annotations

import dataclasses
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from llm_viz.cli.cluster import PORT
from llm_viz.cluster import serving
from llm_viz.cluster.chosen import ENGINE_VARIABLE
from llm_viz.kit.shell.server.names import HOSTS_VARIABLE

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
FIELDS = {field.name for field in dataclasses.fields(serving.Scale)}


def documents(name: str) -> list[Any]:
    return list(yaml.safe_load_all((DEPLOY / name).read_text("utf-8")))


def pinned(package: str) -> str:
    found = re.search(rf"^{re.escape(package)}==(\S+)", (ROOT / "requirements-cluster.txt").read_text("utf-8"), re.M)
    assert found is not None
    return found[1]


def test_kubernetes_starts_what_there_is() -> None:
    (service,) = documents("rayservice.yaml")
    assert service["spec"]["rayClusterConfig"]["rayVersion"] == pinned("ray[serve]")
    config = yaml.safe_load(service["spec"]["serveConfigV2"])
    (application,) = config["applications"]
    module, name = application["import_path"].split(":")
    assert (module, getattr(serving, name)) == (serving.__name__, serving.build)
    assert set(application["args"]) <= FIELDS
    kinds = {document["kind"]: document for document in documents("front-ends.yaml")}
    (front,) = kinds["Deployment"]["spec"]["template"]["spec"]["containers"]
    settings = {variable["name"]: variable.get("value") for variable in front["env"]}
    port = config["http_options"]["port"]
    assert settings[ENGINE_VARIABLE] == f"http://{service['metadata']['name']}-serve-svc:{port}"
    assert HOSTS_VARIABLE in settings
    replicas_ports = {"port": 30000, "endPort": 31000}  # where Serve opens them unless told otherwise
    assert kinds["NetworkPolicy"]["spec"]["ingress"][0]["ports"] == [{"port": port}, replicas_ports]


def test_kubernetes_sets_up_serve_as_one_machine_does() -> None:
    (service,) = documents("rayservice.yaml")
    cluster = service["spec"]["rayClusterConfig"]
    for group in (cluster["headGroupSpec"], *cluster["workerGroupSpecs"]):
        (container,) = group["template"]["spec"]["containers"]
        settings = {variable["name"]: variable["value"] for variable in container["env"]}
        of_one_machine = {
            "RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER",
            "RAY_AUTH_MODE",
        }  # the operator says the second one itself
        wanted = {name: value for name, value in serving.SETTINGS.items() if name not in of_one_machine}
        assert wanted.items() <= settings.items()


def test_compose_publishes_the_proxy_alone_and_keeps_the_engine_inside() -> None:
    (compose,) = documents("compose.yaml")
    services = compose["services"]
    assert [name for name, service in services.items() if "ports" in service] == ["proxy"]
    assert compose["networks"]["engine"]["internal"] is True
    assert "engine" not in services["proxy"]["networks"]
    fronts = [name for name, service in services.items() if ENGINE_VARIABLE in service.get("environment", {})]
    assert {services[name]["environment"][ENGINE_VARIABLE] for name in fronts if name != "engine"} == {
        f"http://engine:{PORT}"
    }
    assert services["engine"]["command"][:4] == ["python", "-m", "llm_viz", "cluster"]
    assert {"LISTEN", "FRONT_A", "FRONT_B"} == set(services["proxy"]["environment"])
    configuration = (DEPLOY / "haproxy.cfg").read_text("utf-8")
    assert all(f'"${{{name}}}"' in configuration for name in services["proxy"]["environment"])


@pytest.mark.skipif(shutil.which("haproxy") is None, reason="HAProxy is not installed")
def test_haproxy_reads_its_configuration() -> None:
    command = ["haproxy", "-c", "-f", str(DEPLOY / "haproxy.cfg")]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=30, check=False)
    assert ran.returncode == 0, ran.stderr


def test_the_image_is_built_from_files_that_are_there() -> None:
    text = (DEPLOY / "Dockerfile").read_text("utf-8")
    (copied,) = re.findall(r"^COPY --chown=viz (Makefile .*) \./$", text, re.M)
    assert all((ROOT / name).is_file() for name in copied.split())
    (target,) = re.findall(r"^RUN make (\S+)", text, re.M)
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text("utf-8"), re.M)
