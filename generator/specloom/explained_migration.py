"""What the codes of taking over a configuration mean (layer 5)."""

from __future__ import annotations

from specloom.diagnostics import Severity
from specloom.explanation import Explanation

_NOTE = (Severity.NOTE,)
_WARNING = (Severity.WARNING,)

MIGRATION = (
    Explanation(
        "already-migrated",
        meaning="The configuration has a section `specloom`, so that it is one of our own.",
        cause="`specloom migrate` was given its own result, or a file that was written for specloom.",
        cure="Use the file as it is.",
        example=(
            "specloom.yml:90:1 error[already-migrated]: this configuration has a section `specloom` "
            "already; specloom generate reads it as it is"
        ),
    ),
    Explanation(
        "cannot-verify",
        meaning="Nothing in the `.stats.yml` of the SDK tells this.",
        cause="The file is older than the key, or no digest says it at all.",
        cure="Compare the generated package with the SDK.",
        example="sdk/.stats.yml warning[cannot-verify]: without config_hash, nothing is known about stainless.yml",
        levels=(Severity.NOTE, Severity.WARNING),
    ),
    Explanation(
        "made-from",
        meaning="The SDK was made from this file, or from as many endpoints.",
        cause="The digest in its `.stats.yml` is that of the file.",
        cure="Nothing is to be done.",
        example="sdk/.stats.yml:4:1 note[made-from]: config_hash is that of stainless.yml",
        levels=_NOTE,
    ),
    Explanation(
        "migrate-cannot",
        meaning="A key of the configuration did something that specloom does not do.",
        cause="It needs the hosted service, or code that was written by hand there.",
        cure="Do what the message says instead.",
        example=(
            "stainless.yml:14:5 warning[migrate-cannot]: targets.python.publish has no effect: generation "
            "publishes nothing; `specloom init --ci` writes workflows that do"
        ),
        levels=_WARNING,
    ),
    Explanation(
        "migrate-changed",
        meaning="The new configuration says something that the old one left to the command line.",
        cause="`specloom generate` shall need no arguments.",
        cure="Change it where you like another place better.",
        example="stainless.yml:1:1 note[migrate-changed]: added specloom.spec: openapi.yml",
        levels=_NOTE,
    ),
    Explanation(
        "migrate-differs",
        meaning="The package made with the new configuration is not the one made with the old.",
        cause="A key was cut out that has an effect: a defect of specloom.",
        cure="Generate with the old configuration, which can be read as it is, and report it.",
        example=(
            "specloom.yml error[migrate-differs]: 2 files differ from those of the old one, README.md "
            "among them; please report it; the old one can be used"
        ),
    ),
    Explanation(
        "migrate-kept",
        meaning="A section of the configuration stands in the new one.",
        cause="It has the effect that it had.",
        cure="Nothing is to be done.",
        example="stainless.yml:30:1 note[migrate-kept]: kept resources: 4 resources, 19 methods, 4 models",
        levels=_NOTE,
    ),
    Explanation(
        "migrate-left-out",
        meaning="A key of the configuration is not in the new one.",
        cause="It was for other languages or for the hosted service, and has no effect here.",
        cure="Nothing is to be done.",
        example=(
            "stainless.yml:20:3 note[migrate-left-out]: left out targets.go: another language; only Python "
            "is generated"
        ),
        levels=_NOTE,
    ),
    Explanation(
        "no-effect",
        meaning="Keys of a configuration of the hosted service have no effect.",
        cause="They were for other languages or for the service itself, or what they did is not done here.",
        cure="`specloom migrate` tells the reason of each, and writes a configuration without them.",
        example=(
            "stainless.yml:1:1 note[no-effect]: 12 keys of this configuration have no effect here, "
            "targets.python.publish among them (specloom migrate gives the reason of each)"
        ),
        levels=_NOTE,
    ),
    Explanation(
        "migrate-same",
        meaning="Old and new configuration give the same package, byte by byte.",
        cause="Both were generated in memory and compared.",
        cure="Nothing is to be done.",
        example="specloom.yml note[migrate-same]: 81 files, the same bytes as with stainless.yml",
        levels=_NOTE,
    ),
    Explanation(
        "not-made-from",
        meaning="The digest or the count in the SDK's `.stats.yml` is not that of the file.",
        cause=(
            "Another version of the file was used, or the service changed the document before it took the digest: "
            "which of the two, the digest cannot say."
        ),
        cure="Find the version that was used, or compare the generated package with the SDK.",
        example=(
            "sdk/.stats.yml:1:1 warning[not-made-from]: configured_endpoints is 18, the configuration has 19; "
            "another configuration was used"
        ),
        levels=_WARNING,
    ),
)
