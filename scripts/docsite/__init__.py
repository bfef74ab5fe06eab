"""Makes the documentation site: `python -m scripts.docsite` writes its pages, zensical the HTML.

Hand-written pages come from `docs/`, the reference from the tool's own tables, the pages of each generated
package from its source. Nothing here is part of the tool.
"""
