from typing import Dict

from typing_extensions import TypeAlias

__all__ = ["FunctionParameters"]


FunctionParameters: TypeAlias = Dict[str, object]
"""JSON Schema of the arguments, an object schema as a rule. Left out, the function takes no
arguments.
"""
