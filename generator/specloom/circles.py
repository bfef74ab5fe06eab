"""Circles in a graph, found without recursion (layer 0)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Generic, TypeVar

_Node = TypeVar("_Node")


def circles(edges: Mapping[_Node, Sequence[_Node]]) -> dict[_Node, int]:
    """The number of the strongly connected component of each node (Tarjan's algorithm).

    Two nodes have the same number when each can be reached from the other. Edges to nodes that are
    no key are ignored. The numbers say nothing else, but the order of the nodes does: those that can
    be reached from a component come before it, and each component stands together.
    """
    found = _Components(edges)
    for node in edges:
        if node not in found.index:
            found.visit(node)
    return found.component


class _Components(Generic[_Node]):
    """The state of one run."""

    def __init__(self, edges: Mapping[_Node, Sequence[_Node]]) -> None:
        self.edges = edges
        self.index: dict[_Node, int] = {}
        self.low: dict[_Node, int] = {}
        self.component: dict[_Node, int] = {}
        self.open: list[_Node] = []

    def visit(self, start: _Node) -> None:
        """Walk everything that can be reached from ``start``."""
        path: list[tuple[_Node, Iterator[_Node]]] = [(start, self._enter(start))]
        while path:
            node, targets = path[-1]
            target = next(targets, None)
            if target is None:
                path.pop()
                self._leave(node)
                if path:
                    parent = path[-1][0]
                    self.low[parent] = min(self.low[parent], self.low[node])
            elif target not in self.index:
                path.append((target, self._enter(target)))
            elif target not in self.component:
                self.low[node] = min(self.low[node], self.index[target])

    def _enter(self, node: _Node) -> Iterator[_Node]:
        self.index[node] = self.low[node] = len(self.index)
        self.open.append(node)
        return (target for target in self.edges[node] if target in self.edges)

    def _leave(self, node: _Node) -> None:
        if self.low[node] != self.index[node]:
            return
        while True:
            member = self.open.pop()
            self.component[member] = self.index[node]
            if member == node:
                return
