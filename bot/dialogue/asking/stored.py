"""An index as bytes, so that a start need not learn again what no file has changed.

Nothing of people is in it: only what the content says. A damaged file counts as none.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from array import array
from collections.abc import Mapping, Sequence

from bot.dialogue.asking.examples import Example
from bot.dialogue.asking.index import Index
from bot.dialogue.asking.learning import Weights
from bot.dialogue.asking.synonyms import Synonyms
from bot.dialogue.asking.typos import Typos

_DIGEST = 32  # bytes of SHA-256 before everything else
_ARRAYS = (("idf", "f"), ("starts", "I"), ("classes", "H"), ("values", "f"))


def key_of(examples: Sequence[Example], synonyms: Mapping[str, Sequence[str]]) -> str:
    """What an index is made from, as 32 hex digits."""
    made_from = [
        [[one.label, one.text, one.danger] for one in examples],
        {meaning: list(words) for meaning, words in synonyms.items()},
    ]
    return hashlib.sha256(json.dumps(made_from).encode()).hexdigest()[:32]


def to_bytes(index: Index) -> bytes:
    weights = index.weights
    head = json.dumps(
        {
            "labels": weights.labels,
            "rows": list(weights.rows),
            "unseen": weights.unseen,
            "words": index.typos.counts,
            "cries": sorted(index.cries),
            "sizes": {name: len(getattr(weights, name)) for name, _ in _ARRAYS},
        }
    ).encode()
    body = b"".join(getattr(weights, name).tobytes() for name, _ in _ARRAYS)
    raw = zlib.compress(len(head).to_bytes(4, "big") + head + body, 1)
    return hashlib.sha256(raw).digest() + raw


def from_bytes(raw: bytes, synonyms: Synonyms) -> Index | None:
    if hashlib.sha256(raw[_DIGEST:]).digest() != raw[:_DIGEST]:
        return None
    raw = zlib.decompress(raw[_DIGEST:])
    at = 4 + int.from_bytes(raw[:4], "big")
    head = json.loads(raw[4:at])
    arrays: dict[str, array[float]] = {}
    for name, code in _ARRAYS:
        part: array[float] = array(code)
        end = at + head["sizes"][name] * part.itemsize
        part.frombytes(raw[at:end])
        arrays[name], at = part, end
    weights = Weights(
        labels=tuple(head["labels"]),
        rows={name: row for row, name in enumerate(head["rows"])},
        unseen=head["unseen"],
        **arrays,  # type: ignore[arg-type]
    )
    return Index(synonyms, Typos(head["words"], synonyms), weights, frozenset(head["cries"]))
