"""A package index on loopback, run by an environment that has pypiserver: `python index.py FOLDER`.

Prints its port as the first line, and serves until its standard input ends.
"""

from __future__ import annotations

import sys
import threading
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pypiserver


class _Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


def main(folder: str) -> None:
    """Serve a folder; anybody may upload, and nothing is overwritten."""
    app = pypiserver.app(roots=[folder], password_file=".", authenticate=[], fallback_url=None)
    server = make_server("127.0.0.1", 0, app, handler_class=_Quiet)
    sys.stdout.write(f"{server.server_port}\n")
    sys.stdout.flush()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    sys.stdin.read()
    server.shutdown()


if __name__ == "__main__":
    main(sys.argv[1])
