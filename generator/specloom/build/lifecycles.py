"""Lifecycles: what the configuration declares, checked against the API and tied to its operations (layer 3)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from specloom.build.context import Context
from specloom.build.lifecycle_states import check_states
from specloom.build.members import Found, NoSuchMember, TypeView
from specloom.diagnostics import Source
from specloom.ir.lifecycles import Lifecycle, Step, Tools, Waiting
from specloom.ir.operations import Operation, Place, ResponseKind
from specloom.ir.resources import Resource
from specloom.ir.types import NamedType, TypeExpr, TypeModule, TypeName
from specloom.load.config_lifecycles import Lifecycle as Declared
from specloom.load.config_lifecycles import LifecycleAction
from specloom.load.hints import did_you_mean, quoted


def build_lifecycles(
    context: Context, resources: Iterable[Resource], types: Iterable[TypeModule]
) -> tuple[Lifecycle, ...]:
    """The declared lifecycles; everything about them that does not fit the API is reported."""
    _check_argument_names(context)
    known = {".".join(resource.path): resource for resource in _all(resources)}
    view = TypeView(types)
    found: dict[tuple[str, ...], Lifecycle] = {}
    for name, declared in context.config.lifecycles.items():
        try:
            lifecycle = _Builder(context, known, view, name, declared).build()
        except _Unfit:
            continue
        if lifecycle.resource in found:
            message = f"{declared.resource} has the lifecycle {found[lifecycle.resource].name!r}"
            hint = "a resource has one `poll`, and so one lifecycle"
            context.diagnostics.error(
                "lifecycle-resource", message, declared.source("resource"), hint
            )
        found.setdefault(lifecycle.resource, lifecycle)
    return tuple(found.values())


def _check_argument_names(context: Context) -> None:
    """The helpers of lifecycles are written with the usual names of arguments."""
    renamed = context.config.specloom.argument_names
    for declared in context.config.lifecycles.values() if renamed else ():
        context.diagnostics.error(
            "lifecycle-argument-names",
            f"the lifecycle of {quoted(declared.resource)} needs the usual name of "
            + ", ".join(sorted(renamed)),
            declared.source("resource"),
            "drop `specloom.argument_names`, or write the helper by hand instead of declaring the lifecycle",
        )
        return


def _all(resources: Iterable[Resource]) -> Iterator[Resource]:
    queue = list(resources)
    while queue:
        resource = queue.pop(0)
        yield resource
        queue.extend(resource.children)


class _Unfit(Exception):
    """A part without which nothing more can be said; it has been reported."""


class _Builder:
    def __init__(
        self,
        context: Context,
        resources: dict[str, Resource],
        view: TypeView,
        name: str,
        declared: Declared,
    ) -> None:
        self.context = context
        self.resources = resources
        self.view = view
        self.name = name
        self.declared = declared

    def build(self) -> Lifecycle:
        declared = self.declared
        if declared.resource not in self.resources:
            raise self._no_resource(declared.resource, declared.source("resource"))
        resource = self.resources[declared.resource]
        read_operation = self._operation(resource, declared.read, declared.source("read"))
        model = self._model(read_operation)
        read = self._identified(resource, read_operation, "poll", declared.source("read"))
        state = self._member(NamedType(model), declared.state, declared.source("state"))
        check_states(self.context, self.name, declared, state, self.view)
        submit = self._submit(resource, read)
        starts = tuple(self._start(index) for index in range(len(declared.start)))
        if declared.cancel:
            self._operation(resource, declared.cancel, declared.source("cancel"))
        attributes = self._attributes(model, [read, *starts, *([submit] if submit else [])])
        action = declared.action
        lifecycle = Lifecycle(
            name=self.name,
            resource=resource.path,
            model=model,
            state=state.dotted,
            id=self._member(NamedType(model), declared.id, declared.source("id")).dotted,
            attributes=attributes,
            read=read,
            starts=starts,
            pending=tuple(declared.pending),
            action=tuple(action.states) if action else (),
            success=tuple(declared.success),
            failure=tuple(declared.failure),
            waiting=self._waiting(),
            submit=submit,
            tools=self._tools(action, model, submit) if action and action.calls else None,
            event=_event(submit),
            event_object=declared.event_object,
            unknown=declared.unknown,
            unknown_looks=declared.unknown_looks,
            stop_on_action=declared.stop_on_action,
            raise_failures=declared.raise_failures,
            max_wait=declared.max_wait,
            cancel=declared.cancel,
            headers=dict(declared.headers),
            interval_header=declared.interval_header,
            source=declared.source(),
        )
        self._check_tools(lifecycle)
        return lifecycle

    def _no_resource(self, path: str, place: Source) -> _Unfit:
        message, hint = f"there is no resource {quoted(path)}", did_you_mean(path, self.resources)
        return self._problem("lifecycle-resource", message, place, hint)

    def _problem(self, code: str, message: str, place: Source, hint: str = "") -> _Unfit:
        self.context.diagnostics.error(code, message, place, hint)
        return _Unfit()

    def _operation(self, resource: Resource, name: str, place: Source) -> Operation:
        for operation in resource.operations:
            if operation.name == name:
                return operation
        known = [operation.name for operation in resource.operations]
        message = f"{'.'.join(resource.path)} has no method {quoted(name)}"
        raise self._problem("lifecycle-method", message, place, did_you_mean(name, known))

    def _model(self, read: Operation) -> TypeName:
        """The type of what ``read`` gives, which must be an object."""
        declared = self.declared
        found = read.response.type
        if read.response.kind is not ResponseKind.JSON or not isinstance(found, NamedType):
            message = f"{declared.read} gives no object whose state could be looked at"
            raise self._problem("lifecycle-method", message, declared.source("read"))
        actual = ".".join(found.name.module)
        wanted = declared.model
        own = ".".join((*declared.resource.split(".")[:-1], wanted))
        nested = ".".join(
            item for index, item in enumerate(wanted.split(".")) if index != wanted.count(".") - 1
        )
        if wanted and actual not in (own, nested, wanted):
            message = f"{declared.read} gives {found.name.name}, which is no {quoted(wanted)}"
            hint = f"the model is {actual!r}; it may be left out"
            raise self._problem("lifecycle-model", message, declared.source("model"), hint)
        return found.name

    def _member(self, expr: TypeExpr, path: str, place: Source) -> Found:
        try:
            return self.view.walk(expr, path)
        except NoSuchMember as error:
            message = f"nothing is called {quoted(error.name)} there"
            hint = did_you_mean(error.name, error.known)
            raise self._problem("lifecycle-field", message, place, hint) from None

    def _identified(
        self, resource: Resource, operation: Operation, helper: str, place: Source
    ) -> Step:
        """A step that takes one thing: the path parameter that names it comes last in the path."""
        names = _path_names(operation)
        if not names:
            message = f"{operation.name} has no path parameter that could take the id"
            raise self._problem("lifecycle-method", message, place)
        return Step(resource.path, operation, helper, tuple(names[:-1]), names[-1])

    def _submit(self, resource: Resource, read: Step) -> Step | None:
        action = self.declared.action
        if action is None or not action.submit:
            return None
        place = self.declared.source("action", "submit")
        operation = self._operation(resource, action.submit, place)
        names = _path_names(operation)
        own = read.id_name if read.id_name in names else ""
        left = [name for name in names if name not in read.parents]
        if not own and not left:
            message = f"{operation.name} has no path parameter that could take the id"
            raise self._problem("lifecycle-method", message, place)
        own = own or left[-1]
        parents = tuple(name for name in names if name != own)
        return Step(resource.path, operation, f"{operation.name}_and_poll", parents, own)

    def _start(self, index: int) -> Step:
        start = self.declared.starts[index]
        place = self.declared.source("start", index)
        if isinstance(self.declared.start[index], str):
            method_place = place
        else:
            method_place = place.child("method")
        path, _, method = start.method.rpartition(".")
        resource = self.resources.get(path or self.declared.resource)
        if resource is None:
            raise self._no_resource(path, method_place)
        operation = self._operation(resource, method, method_place)
        if operation.response.kind is not ResponseKind.JSON or not isinstance(
            operation.response.type, NamedType
        ):
            message = f"{start.method} gives no object that could be waited for"
            raise self._problem("lifecycle-method", message, method_place)
        helper = start.name or f"{operation.name}_and_poll"
        if not helper.isidentifier() or not helper.isascii():
            message = f"{quoted(helper)} can be no name of a method"
            raise self._problem("lifecycle-method", message, place.child("name"))
        return Step(resource.path, operation, helper, tuple(_path_names(operation)))

    def _attributes(self, model: TypeName, steps: list[Step]) -> dict[str, str]:
        """Where the object holds what a later call needs and the caller has not given."""
        declared = self.declared
        fields = {field.wire: field for field in self.view.fields(NamedType(model)).values()}
        found: dict[str, str] = {}
        for step in steps[1:]:
            if isinstance(step.operation.response.type, NamedType) and not step.id_name:
                started = step.operation.response.type
                self._member(started, declared.id, declared.source("id"))
                fields = {
                    wire: field
                    for wire, field in fields.items()
                    if wire in self.view.fields(started)
                }
        for step in steps:
            wires = {
                parameter.name: parameter.wire
                for parameter in step.operation.parameters
                if parameter.place is Place.PATH
            }
            for name in step.parents:
                if wires[name] in fields:
                    found[name] = fields[wires[name]].name
        self._check_given(steps, found)
        return found

    def _check_given(self, steps: list[Step], attributes: dict[str, str]) -> None:
        """Each call that follows another gets its path parameters from the caller or from the object."""
        for before in steps[1:]:
            followers = [steps[0], *(step for step in steps[1:] if step.id_name)]
            for after in followers:
                lacking = [
                    name
                    for name in after.parents
                    if name not in before.parents and name not in attributes
                ]
                for name in lacking:
                    message = (
                        f"{after.key} needs the path parameter {name!r}, which neither "
                        f"{before.key} takes nor the object holds"
                    )
                    raise self._problem("lifecycle-path", message, self.declared.source())

    def _waiting(self) -> Waiting:
        interval = self.declared.interval
        return Waiting(
            interval.header,
            interval.header_unit_ms,
            interval.default_ms,
            interval.min_ms,
            interval.max_ms,
            interval.factor,
            interval.jitter,
            interval.parameter,
        )

    def _tools(self, action: LifecycleAction, model: TypeName, submit: Step | None) -> Tools:
        place = self.declared.source("action")
        calls = self._member(NamedType(model), action.calls, place.child("calls"))
        call = self.view.items(calls.type)
        if call is None:
            message = f"{quoted(action.calls)} is no list of calls"
            raise self._problem("lifecycle-field", message, place.child("calls"))
        assert submit is not None
        names = [parameter.name for parameter in submit.operation.parameters]
        if action.outputs not in names:
            message = f"{submit.operation.name} has no parameter {quoted(action.outputs)}"
            hint = did_you_mean(action.outputs, names)
            raise self._problem("lifecycle-parameter", message, place.child("outputs"), hint)
        return Tools(
            calls.dotted,
            self._member(call, action.id, place.child("id")).dotted,
            self._member(call, action.name, place.child("name")).dotted,
            self._member(call, action.arguments, place.child("arguments")).dotted,
            action.output_id,
            action.output,
            action.outputs,
            action.tools,
            action.definition,
        )

    def _check_tools(self, lifecycle: Lifecycle) -> None:
        """Some start of the same resource takes the descriptions of tools."""
        if lifecycle.tools is None or lifecycle.tool_start is not None:
            return
        own = [step for step in lifecycle.starts if step.resource == lifecycle.resource]
        known = [item.name for step in own for item in step.operation.parameters]
        message = f"no start of {self.declared.resource} has a parameter {quoted(lifecycle.tools.parameter)}"
        hint = did_you_mean(lifecycle.tools.parameter, known)
        place = self.declared.source("action", "tools")
        raise self._problem("lifecycle-parameter", message, place, hint)


def _path_names(operation: Operation) -> list[str]:
    """The path parameters in the order of the path."""
    found = [item for item in operation.parameters if item.place is Place.PATH]
    found.sort(key=lambda item: operation.path.find("{" + item.wire + "}"))
    return [item.name for item in found]


def _event(submit: Step | None) -> TypeName | None:
    stream = submit.operation.stream if submit else None
    return stream.event.name if stream and isinstance(stream.event, NamedType) else None
