"""The API agrees with its OpenAPI document: schemathesis generates valid and invalid requests and
checks status, media type, headers and body of every answer."""

import subprocess
import sys
from pathlib import Path

CONFIGURATION = Path(__file__).with_name("schemathesis.toml")
FIXTURES = Path(__file__).resolve().parents[1] / "PhonetTests" / "Fixtures"
# Deterministic cases run for every operation; random ones fill the rest of this time.
SECONDS = 45


def test_the_api_keeps_to_its_openapi_document(address, tmp_path):
    for name in ["call_dial_incoming", "call_bridge_incoming", "call_hangup_incoming"]:
        answer = address.session.post(
            f"{address.url}/call", data=(FIXTURES / f"{name}.json").read_bytes(), timeout=10
        )
        assert answer.status_code == 200
    run = subprocess.run(
        [
            str(Path(sys.executable).with_name("schemathesis")),
            "--config-file", str(CONFIGURATION), "--no-color",
            "run", f"{address.api}/openapi.json", "--url", address.api,
            "--header", f"Authorization: Bearer {address.token}",
            "--max-examples", "20", "--max-time", str(SECONDS), "--continue-on-failure",
            "--generation-deterministic",
        ],
        cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=300, check=False,
    )
    assert run.returncode == 0, run.stdout
