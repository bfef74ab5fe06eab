"""An API of three things that are started and waited for, its configuration, and packages generated from them."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType

from specloom import pipeline
from specloom.diagnostics import Diagnostic, Diagnostics, SpecloomError
from specloom.load import locate_all

SPEC = """\
openapi: 3.1.0
info: {title: Workshop, version: "1"}
servers: [{url: "https://workshop.example.com"}]
paths:
  /projects/{project_id}/jobs:
    parameters: [{name: project_id, in: path, required: true, schema: {type: string}}]
    post:
      requestBody: {required: true, content: {application/json: {schema: {$ref: "#/components/schemas/NewJob"}}}}
      responses: {"200": {$ref: "#/components/responses/AsyncJob"}}
  /projects/{project_id}/jobs/{job_id}:
    parameters:
      - {name: project_id, in: path, required: true, schema: {type: string}}
      - {name: job_id, in: path, required: true, schema: {type: string}}
    get:
      responses: {"200": {$ref: "#/components/responses/AsyncJob"}}
    delete:
      responses: {"200": {$ref: "#/components/responses/AsyncJob"}}
  /projects/{project_id}/jobs/{job_id}/answers:
    parameters:
      - {name: project_id, in: path, required: true, schema: {type: string}}
      - {name: job_id, in: path, required: true, schema: {type: string}}
    post:
      requestBody: {required: true, content: {application/json: {schema: {$ref: "#/components/schemas/Answers"}}}}
      responses: {"200": {$ref: "#/components/responses/AsyncJob"}}
  /quick/{region}:
    parameters: [{name: region, in: path, required: true, schema: {type: string, enum: [north, south]}}]
    post:
      requestBody: {required: true, content: {application/json: {schema: {$ref: "#/components/schemas/NewJob"}}}}
      responses: {"200": {$ref: "#/components/responses/AsyncJob"}}
  /batches:
    post:
      requestBody: {required: true, content: {application/json: {schema: {$ref: "#/components/schemas/NewBatch"}}}}
      responses: {"200": {$ref: "#/components/responses/Batch"}}
  /batches/{batch_id}:
    get:
      parameters: [{name: batch_id, in: path, required: true, schema: {type: string}}]
      responses: {"200": {$ref: "#/components/responses/Batch"}}
  /shelves/{shelf}/imports:
    post:
      parameters: [{name: shelf, in: path, required: true, schema: {type: integer}}]
      responses: {"200": {$ref: "#/components/responses/Import"}}
  /rooms/{room}/shelves/{shelf}/imports/{number}:
    get:
      parameters:
        - {name: room, in: path, required: true, schema: {type: string}}
        - {name: shelf, in: path, required: true, schema: {type: integer}}
        - {name: number, in: path, required: true, schema: {type: integer}}
      responses: {"200": {$ref: "#/components/responses/Import"}}
components:
  responses:
    AsyncJob: {description: ok, content: {application/json: {schema: {$ref: "#/components/schemas/AsyncJob"}}}}
    Batch: {description: ok, content: {application/json: {schema: {$ref: "#/components/schemas/Batch"}}}}
    Import: {description: ok, content: {application/json: {schema: {$ref: "#/components/schemas/Import"}}}}
  schemas:
    NewBatch: {type: object, required: [input], properties: {input: {type: string}}}
    NewJob:
      type: object
      required: [label]
      properties:
        label: {type: string}
        left: {type: integer}
        loop: {type: boolean}
        async_mode: {type: string}
        kit: {type: array, items: {$ref: "#/components/schemas/KitItem"}}
        watch: {type: boolean}
    KitItem:
      type: object
      required: [called]
      properties: {called: {type: string}, about: {type: string}, takes: {type: object, additionalProperties: true}}
    Answers:
      type: object
      required: [given]
      properties:
        watch: {type: boolean}
        given:
          type: array
          items: {type: object, properties: {call: {type: string}, text: {type: string}}}
    AsyncJob:
      type: object
      required: [id, project_id, phase]
      properties:
        id: {type: string}
        project_id: {type: string}
        phase:
          type: string
          enum:
            - waiting
            - working
            - asking
            - done
            - broken
        question:
          type: object
          properties:
            calls:
              type: array
              items:
                type: object
                required: [id, what, with]
                properties: {id: {type: string}, what: {type: string}, with: {type: string}}
    JobEvent:
      type: object
      required: [kind, payload]
      properties: {kind: {type: string}, payload: {$ref: "#/components/schemas/AsyncJob"}}
    BatchStatus: {type: string, enum: [validating, in_progress, completed, failed]}
    Batch:
      type: object
      required: [id, status]
      properties: {id: {type: string}, status: {$ref: "#/components/schemas/BatchStatus"}}
    Import:
      type: object
      required: [number, room, state]
      properties:
        number: {type: integer}
        room: {type: string}
        state: {type: object, required: [finished], properties: {finished: {type: boolean}}}
"""

CONFIG = """\
edition: 2025-10-10
organization: {name: workshop}
specloom:
  spec: spec.yaml
environments: {production: https://workshop.example.com}
targets: {python: {package_name: PACKAGE}}
resources:
  projects:
    subresources:
      jobs:
        models: {async_job: AsyncJob, job_event: JobEvent}
        methods:
          create:
            type: http
            endpoint: post /projects/{project_id}/jobs
            streaming: {param_discriminator: watch, stream_event_model: projects.jobs.job_event}
          retrieve: get /projects/{project_id}/jobs/{job_id}
          stop: delete /projects/{project_id}/jobs/{job_id}
          answer:
            type: http
            endpoint: post /projects/{project_id}/jobs/{job_id}/answers
            streaming: {param_discriminator: watch, stream_event_model: projects.jobs.job_event}
  quick:
    methods: {start: "post /quick/{region}"}
  batches:
    models: {batch: Batch}
    methods: {create: post /batches, retrieve: "get /batches/{batch_id}"}
  imports:
    models: {import: Import}
    methods: {begin: "post /shelves/{shelf}/imports", get: "get /rooms/{room}/shelves/{shelf}/imports/{number}"}
"""

LIFECYCLES = """\
lifecycles:
  job:
    resource: projects.jobs
    model: async_job
    state: phase
    start: [create, {method: quick.start, name: start_and_wait}]
    pending: [waiting, working]
    action:
      states: [asking]
      submit: answer
      outputs: given
      tools: kit
      calls: question.calls
      name: what
      arguments: with
      output_id: call
      output: text
      definition: {called: "{name}", about: "{description}", takes: "{parameters}"}
    success: [done]
    failure: [broken]
    raise_failures: true
    max_wait: 900
    cancel: stop
    interval: {header: x-pause-s, header_unit_ms: 1000, default_ms: 250, parameter: pause_ms}
    headers: {X-Waiting: "yes"}
    interval_header: X-Pause
    event_object: payload
  batch:
    resource: batches
    start: [create]
    pending: [validating, in_progress]
    success: [completed]
    failure: [failed]
    interval: {default_ms: 100, factor: 2, max_ms: 400}
  import:
    resource: imports
    read: get
    id: number
    state: state.finished
    start: [{method: begin}]
    pending: ["false"]
    success: ["true"]
"""


def generated(
    folder: Path,
    config: str,
    spec: str = SPEC,
    package: str = "workshop",
    helpers: Mapping[str, str] | None = None,
) -> dict[str, str]:
    """Every file that is generated from these texts, which are written into ``folder`` first."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "spec.yaml").write_text(spec, "utf-8")
    (folder / "specloom.yml").write_text(config.replace("PACKAGE", package), "utf-8")
    for path, text in (helpers or {}).items():
        file = folder / "helpers" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    inputs = pipeline.read_inputs(pipeline.Request((folder / "specloom.yml").as_posix()))
    return pipeline.generate(inputs, Diagnostics())


def findings(folder: Path, config: str, spec: str = SPEC, **more: Mapping[str, str]) -> list[str]:
    """The errors of a generation that must fail, each as ``file:line:column error[code]: ...``."""
    try:
        generated(folder, config, spec, "workshop", more.get("helpers"))
    except SpecloomError as error:
        return [_shown(item, folder) for item in locate_all(error.diagnostics)]
    raise AssertionError("nothing was found wrong")


def _shown(item: Diagnostic, folder: Path) -> str:
    return item.render().replace(folder.as_posix() + "/", "")


def write_files(folder: Path, files: Mapping[str, str]) -> Path:
    """Write generated files; returns the folder to import from."""
    for path, text in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    return folder / "src"


@contextmanager
def imported(folder: Path, files: Mapping[str, str], package: str) -> Generator[ModuleType]:
    """The package of generated files, written into ``folder`` and forgotten afterwards."""
    source = str(write_files(folder, files))
    sys.path.insert(0, source)
    importlib.invalidate_caches()
    try:
        yield importlib.import_module(package)
    finally:
        sys.path.remove(source)
        for name in [name for name in sys.modules if name.split(".")[0] == package]:
            del sys.modules[name]
