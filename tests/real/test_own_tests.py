"""A package's own tests hold for what documents rarely have: each method, sync and async, in four forms."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT

REF = "#/components/schemas/"
UNUSUAL: dict[str, object] = {
    "openapi": "3.1.0",
    "info": {"title": "unusual", "version": "1"},
    "servers": [{"url": "https://api.test"}],
    "paths": {
        "/größe/{id}/a b": {
            "get": {
                "parameters": [
                    {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}},
                    {"name": "länge", "in": "query", "schema": {"type": "integer"}},
                    {"name": "no token", "in": "header", "schema": {"type": "string"}},
                    {"name": "no token", "in": "cookie", "schema": {"type": "string"}},
                ],
                "responses": {"200": {"content": {"image/png": {}}}},
            }
        },
        "/files/{undeclared}": {
            "post": {
                "requestBody": {
                    "content": {
                        "multipart/form-data": {
                            "schema": {
                                "properties": {
                                    "many": {
                                        "type": "array",
                                        "items": {"type": "string", "format": "binary"},
                                    }
                                }
                            }
                        }
                    }
                },
                "responses": {"204": {"description": "nothing"}},
            },
            "put": {
                "requestBody": {
                    "content": {
                        "application/x-www-form-urlencoded": {
                            "schema": {"type": "array", "items": {"type": "string"}}
                        }
                    }
                },
                "responses": {"204": {"description": "nothing"}},
            },
        },
        "/spoken": {
            "post": {
                "requestBody": {
                    "required": True,
                    "content": {
                        "multipart/form-data": {
                            "schema": {
                                "required": ["file"],
                                "properties": {
                                    "file": {"type": "string", "format": "binary"},
                                    "stream": {"type": "boolean"},
                                },
                            }
                        }
                    },
                },
                "responses": {
                    "200": {
                        "content": {
                            "application/json": {"schema": {"$ref": f"{REF}Leaf"}},
                            "text/event-stream": {"schema": {"$ref": f"{REF}Node"}},
                        }
                    }
                },
            }
        },
        "/tree": {
            "get": {
                "responses": {"200": {"content": {"application/json": {"schema": {"$ref": f"{REF}Node"}}}}}
            }
        },
    },
    "components": {
        "schemas": {
            "Node": {
                "oneOf": [{"$ref": f"{REF}Branch"}, {"$ref": f"{REF}Leaf"}],
                "discriminator": {"propertyName": "kind"},
            },
            "Branch": {
                "required": ["kind", "colour", "inner", "children"],
                "properties": {
                    "kind": {"const": "Branch"},
                    "colour": {"$ref": f"{REF}Colour"},
                    "inner": {"anyOf": [{"$ref": f"{REF}Branch"}, {"type": "null"}]},
                    "children": {"type": "array", "items": {"$ref": f"{REF}Node"}},
                },
            },
            "Leaf": {"required": ["kind"], "properties": {"kind": {"const": "Leaf"}}},
            "Colour": {"enum": ["red", "green"]},
        }
    },
}  # fmt: skip
METHODS, FORMS, WAYS, OTHERS = 6, 4, 2, 7


def run(*arguments: str, folder: Path, source: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(source)}
    return subprocess.run(
        [sys.executable, "-m", *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_of_a_document_with_unusual_parts(tmp_path: Path) -> None:
    document, output = tmp_path / "spec.json", tmp_path / "sdk"
    document.write_text(json.dumps(UNUSUAL), encoding="utf-8")
    options = ["specloom", "generate", str(document), "--output", str(output)]
    done = run(*options, folder=tmp_path, source=ROOT / "generator")
    codes = sorted(line.split("[")[1].split("]")[0] for line in done.stderr.splitlines())
    assert (done.returncode, codes) == (0, ["parameter-ignored", "parameter-undeclared"])
    options = ["pytest", "-q", "-p", "no:cacheprovider", "-p", "no:randomly", "--tb=short", "tests"]
    tested = run(*options, "-o", "addopts=", folder=output, source=output / "src")
    assert f"{METHODS * FORMS * WAYS + OTHERS} passed" in tested.stdout, tested.stdout[-3000:]
