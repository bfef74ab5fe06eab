from typing import Dict

from typing_extensions import TypeAlias

__all__ = ["Metadata"]


Metadata: TypeAlias = Dict[str, str]
"""Up to 16 notes of your own, kept with the object: keys of up to 64 characters, values of up to
512.
"""
