"""The general helpers, made for each declared lifecycle (layer 4).

``templates/helpers`` holds them as real Python over a neutral API; its ``shape.py`` says what is replaced. The result
are helper files as hand-written ones are, to be woven by :class:`specloom.weave.helpers.Weaver`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import libcst as cst

from specloom import naming
from specloom.diagnostics import Diagnostic, SpecloomError
from specloom.ir.lifecycles import Lifecycle, Step
from specloom.ir.types import TypeName
from specloom.weave.helper_source import (
    HelperClass,
    HelperFile,
    HelperMethod,
    ImportedName,
    Mirror,
)
from specloom.weave.inject import relative_to
from specloom.weave.locals import local_names, own_parameters
from specloom.weave.printed import Printed
from specloom.weave.substitute import Callee, Substitution, Unmatched, substitute

FOLDER = "templates/helpers"
MODULES = ("lifecycle", "elsewhere", "tools", "tools_stream")
DECLARATION = "LIFECYCLE"
"""The name of the printed declaration, in the module ``_lifecycle`` beside the resource's."""
_NEUTRAL = (".shape", ".lifecycle")
_RUNTIME = "..runtime."


@dataclass(frozen=True, slots=True)
class Job:
    """One helper to be made: which general one, of which step, for which printed class."""

    module: str
    method: str
    step: Step
    target: Printed
    names: Mapping[str, str]


class Instances:
    """Makes the helpers of one lifecycle. ``home`` is the printed class of its resource.

    ``targets`` are the printed classes by resource path, ``templates`` the parsed general helpers by module.
    """

    def __init__(
        self,
        lifecycle: Lifecycle,
        targets: Mapping[tuple[str, ...], Printed],
        templates: Mapping[str, HelperFile],
    ) -> None:
        self.lifecycle = lifecycle
        self.targets = targets
        self.home = targets[lifecycle.resource]
        self.templates = templates

    def files(self) -> list[HelperFile]:
        """A helper file for each helper. Raises :class:`SpecloomError` where one does not fit the API."""
        problems: list[Diagnostic] = []
        files: list[HelperFile] = []
        for job in self._jobs():
            try:
                files.append(self._file(job))
            except SpecloomError as error:
                problems.extend(error.diagnostics)
        if problems:
            raise SpecloomError(problems)
        return files

    def _jobs(self) -> Iterable[Job]:
        lifecycle, home = self.lifecycle, self.home
        yield Job(
            "lifecycle", "poll", lifecycle.read, home, {"read": lifecycle.read.operation.name}
        )
        for step in lifecycle.starts:
            method, helper = step.operation.name, step.helper
            if step.resource == lifecycle.resource:
                names = {"start": method, "start_and_poll": helper}
                yield Job("lifecycle", "start_and_poll", step, home, names)
            else:
                names = {"start_here": method, "start_here_and_poll": helper}
                target = self.targets[step.resource]
                yield Job("elsewhere", "start_here_and_poll", step, target, names)
        if (submit := lifecycle.submit) is not None:
            names = {"submit": submit.operation.name, "submit_and_poll": submit.helper}
            yield Job("lifecycle", "submit_and_poll", submit, home, names)
        yield from self._tool_jobs()

    def _tool_jobs(self) -> Iterable[Job]:
        start, submit, tools = (
            self.lifecycle.tool_start,
            self.lifecycle.submit,
            self.lifecycle.tools,
        )
        if start is None or submit is None or tools is None:
            return
        names = {
            "start_and_poll": start.helper,
            "submit_and_poll": submit.helper,
            "tool_params": tools.parameter,
            "tool_outputs": tools.outputs,
        }
        yield Job("tools", "run_tools", start, self.home, names)
        if self.lifecycle.streams_tools:
            names = {**names, "start": start.operation.name, "submit": submit.operation.name}
            names.pop("start_and_poll")
            yield Job("tools_stream", "run_tools_stream", start, self.home, names)

    def _file(self, job: Job) -> HelperFile:
        template = self.templates[job.module]
        method = next(item for item in template.classes[0].methods if item.name == job.method)
        mirrored = self._mirrored(job)
        self._refuse_clashes(job, method, mirrored)
        imports = self._imports(job, template)
        table = self._table(job, method, mirrored, imports)
        try:
            node = substitute(method.node, table)
        except Unmatched as error:
            message = f"nothing here is called {', '.join(error.names)}"
            raise SpecloomError(
                [Diagnostic("helper-substitution", message, method.source)]
            ) from None
        deprecated = job.target.deprecation(job.step.operation.name)
        node = node.with_changes(decorators=[*deprecated, *node.decorators])
        made = HelperMethod(node.name.value, node, method.source, _mirror(job, method.mirror))
        owner = job.target
        made_class = HelperClass(
            owner.class_name, owner.module, owner.class_name, (made,), method.source
        )
        kept = [item for item in imports.values() if item.module]
        names = {*template.identifiers, self.home.class_name, self.home.module.rpartition(".")[2]}
        return HelperFile(
            template.path, tuple(kept), (made_class,), frozenset(names), template.origin
        )

    def _mirrored(self, job: Job) -> frozenset[str]:
        """The names that the mirrored operation brings along."""
        if job.method == "poll":
            return frozenset(job.step.parents)
        left_out = {job.step.switch, job.step.id_name}
        if job.module.startswith("tools"):
            left_out.add(job.names["tool_params"])
        printed = job.target.signatures[job.step.operation.name]
        return frozenset(item.name.value for item in printed) - left_out

    def _refuse_clashes(self, job: Job, method: HelperMethod, mirrored: frozenset[str]) -> None:
        interval = self.lifecycle.waiting.parameter
        own = {interval if name == "poll_interval_ms" else name for name in own_parameters(method)}
        helper = job.names.get(job.method, job.method)
        if clash := sorted(own & mirrored):
            message = f"{job.step.key} has a parameter {clash[0]!r}, which {helper} needs itself"
            hint = "rename the parameter in the document by an overlay or a transform"
            raise SpecloomError(
                [Diagnostic("lifecycle-parameter", message, self.lifecycle.source, hint=hint)]
            )

    def _imports(self, job: Job, template: HelperFile) -> dict[str, ImportedName]:
        """What the general helper imports, by its name there, as the printed module can have it."""
        target, lifecycle = job.target, self.lifecycle
        package = target.package
        declared = f"{self.home.module.rpartition('.')[0]}._lifecycle"
        neutral = {
            DECLARATION: ImportedName(DECLARATION, declared, DECLARATION),
            "Thing": _type(package, lifecycle.model),
        }
        if lifecycle.event is not None:
            neutral["ThingEvent"] = _type(package, lifecycle.event)
        found: dict[str, ImportedName] = {}
        for item in template.imports:
            if item.module in _NEUTRAL:
                if item.name in neutral:
                    found[item.name] = target.localized(neutral[item.name])
            else:
                module = item.module
                if module.startswith(_RUNTIME):
                    module = f"{package}.{module.removeprefix(_RUNTIME)}"
                found[item.bound] = target.localized(replace(item, module=module))
        found.setdefault("Thing", target.localized(neutral["Thing"]))
        return found

    def _table(
        self,
        job: Job,
        method: HelperMethod,
        mirrored: frozenset[str],
        imports: Mapping[str, ImportedName],
    ) -> Substitution:
        inner = local_names(method)
        names = self._names(job, imports)
        if "thing" in inner:
            parameters = frozenset(own_parameters(method))
            names["thing"] = _variable(self.lifecycle, mirrored | inner | parameters)
        renamed = {
            name: item.bound
            for name, item in imports.items()
            if name != item.bound and name not in names
        }
        renamed |= {name: f"{name}_" for name in sorted(inner & mirrored) if name not in names}
        return Substitution(
            names=names,
            locals=renamed,
            parents=self._parents(job),
            callees=self._callees(job),
            attributes=self.lifecycle.attributes,
            id=self.lifecycle.id,
            params=self._params(job),
            annotations=self._annotations(job),
            imports=self._local_imports(job, imports),
            parents_in_front=job.module == "elsewhere",
        )

    def _names(self, job: Job, imports: Mapping[str, ImportedName]) -> dict[str, str]:
        """What the neutral names of a template are called for this lifecycle."""
        lifecycle = self.lifecycle
        names = dict(job.names)
        names["Thing"] = imports["Thing"].bound
        names["poll_interval_ms"] = lifecycle.waiting.parameter
        if job.method == "poll":
            names["thing_id"] = lifecycle.read.id_name
        elif job.module == "elsewhere":
            names["AsyncThings"] = self.home.class_name
        elif job.method != "start_and_poll" and lifecycle.submit is not None:
            names["thing_id"] = lifecycle.submit.id_name
        if job.module == "tools_stream" and lifecycle.event is not None:
            names["ThingEvent"] = imports["ThingEvent"].bound
        if job.method == "poll" or job.module.startswith("tools"):
            names[DECLARATION] = imports[DECLARATION].bound
        return names

    def _parents(self, job: Job) -> dict[str, cst.Param]:
        method = job.step.operation.name
        return {name: job.target.param(method, name) for name in job.step.parents}

    def _callees(self, job: Job) -> dict[str, Callee]:
        read, submit, step = self.lifecycle.read, self.lifecycle.submit, job.step
        found = {"read": Callee(read.parents), "poll": Callee(read.parents)}
        if job.module == "elsewhere":
            found["start_here"] = Callee((), step.switch, step.parents)
        elif step is not submit:
            found["start"] = Callee(step.parents, step.switch)
            found["start_and_poll"] = Callee(step.parents)
        if submit is not None:
            found["submit"] = Callee(submit.parents, submit.switch)
            found["submit_and_poll"] = Callee(submit.parents)
        return found

    def _params(self, job: Job) -> dict[str, cst.Param]:
        """Parameters that are those of the printed method, with its types."""
        method, step = job.step.operation.name, job.step
        if job.module.startswith("tools"):
            return {"tool_params": job.target.param(method, job.names["tool_params"])}
        return {"thing_id": job.target.param(method, step.id_name)} if step.id_name else {}

    def _annotations(self, job: Job) -> dict[str, cst.Annotation]:
        """What the answers are, in the words of the printed method that takes them."""
        submit, tools = self.lifecycle.submit, self.lifecycle.tools
        if not job.module.startswith("tools") or submit is None or tools is None:
            return {}
        annotation = job.target.param(submit.operation.name, tools.outputs).annotation
        return {"list[ToolOutput]": annotation} if annotation else {}

    def _local_imports(
        self, job: Job, imports: Mapping[str, ImportedName]
    ) -> dict[str, tuple[str, str, str]]:
        target = job.target
        if job.module == "elsewhere":
            item = ImportedName(self.home.class_name, self.home.module, self.home.class_name)
            name = "AsyncThings"
        elif job.module == "tools_stream":
            item, name = imports["Thing"], "Thing"
        else:
            return {}
        local = relative_to(target.package, target.file, item)
        return {name: (local.module, local.name, local.bound)}


def _type(package: str, name: TypeName) -> ImportedName:
    return ImportedName(name.name, ".".join((package, "types", *name.module)), name.name, True)


def _variable(lifecycle: Lifecycle, taken: frozenset[str]) -> str:
    """What the object is called in the helpers: as its model, where that is free."""
    name = naming.python_identifier(naming.snake_case(lifecycle.model.name))
    while name in taken or name == lifecycle.waiting.parameter:
        name += "_"
    return name


def _mirror(job: Job, mirror: Mirror | None) -> Mirror | None:
    """The operation that is mirrored, without the switch to its stream."""
    if mirror is None:
        return None
    dropped = (job.step.switch,) if job.step.switch else ()
    return replace(mirror, operation=job.step.operation.name, drop=dropped)
