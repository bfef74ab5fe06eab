"""The intermediate representation: frozen structs between what the spec says and what is printed (layer 2)."""
