"""``python -m infra.local.sandbox``: the stand-ins as a process of the laptop cloud."""

import argparse
import signal
from pathlib import Path

import uvicorn

from infra.local.sandbox.app import create
from infra.local.sandbox.world import World


def main() -> None:
    """Serve on 127.0.0.1 until SIGTERM or Ctrl-C; state stays in ``--state``."""
    parser = argparse.ArgumentParser(prog="python -m infra.local.sandbox", description=__doc__)
    parser.add_argument("--port", type=int, default=8090)
    parser.add_argument("--state", type=Path, default=Path(".local/sandbox"))
    parser.add_argument("--public-url", default=None, help="how people reach this server")
    chosen = parser.parse_args()
    public_url = chosen.public_url or f"http://localhost:{chosen.port}"
    # uvicorn raises the signal again after its orderly stop; by then there is nothing left to end.
    signal.signal(signal.SIGTERM, lambda *_: None)
    signal.signal(signal.SIGINT, lambda *_: None)
    with World(chosen.state / "sandbox.sqlite3", public_url=public_url) as world:
        uvicorn.run(
            create(world),
            host="127.0.0.1",
            port=chosen.port,
            log_level="warning",
            ws="none",
            lifespan="off",
            timeout_graceful_shutdown=2,
        )


if __name__ == "__main__":
    main()
