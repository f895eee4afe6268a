"""From the file of a flow and its translations to a `Flow`."""

from __future__ import annotations

import hashlib
import json
from decimal import Decimal
from typing import Any

from bot.content.bounds import DayBound, read_bound
from bot.content.flow import (
    MAX_AMOUNT,
    Choice,
    Flow,
    FlowWords,
    Outcome,
    OutcomeWords,
    Question,
    QuestionWords,
)
from bot.content.schema_flows import FlowFile, FlowWordsFile, QuestionFile
from bot.content.translated import Translations, in_section
from bot.content.tree import Entry

DEFAULT_TRIPS = 6


def to_flow(entry: Entry[FlowFile], words: Translations) -> Flow:
    """Only for a flow that passed the checks."""
    file = entry.file
    return Flow(
        **in_section(entry, words),
        revision=flow_revision(file),
        questions=tuple(to_question(key, one) for key, one in file.questions.items()),
        outcomes=tuple(
            Outcome(outcome_id, outcome.links) for outcome_id, outcome in file.outcomes.items()
        ),
        otherwise=file.otherwise,
        words={one.language: _flow_words(one.file) for one in (entry, *words.values())},
        calculate=file.calculate,
    )


def to_question(question_id: str, file: QuestionFile) -> Question:
    """Raises ValueError for a bound that cannot be read."""
    low = read_bound(file.kind, file.min) if file.min else None
    high = read_bound(file.kind, file.max) if file.max else None
    return Question(
        question_id,
        tuple(
            Choice(choice_id, _next(choice.to), choice.finds)
            for choice_id, choice in file.choices.items()
        ),
        kind=file.kind,
        to=_next(file.to),
        unit=file.unit or "number",
        currency=file.currency or "RUB",
        decimals=file.decimals,
        least=low if isinstance(low, Decimal) else Decimal(0),
        greatest=high if isinstance(high, Decimal) else MAX_AMOUNT,
        first=low if isinstance(low, DayBound) else None,
        last=high if isinstance(high, DayBound) else None,
        trips=(file.trips or DEFAULT_TRIPS) if file.kind == "dates" else 0,
    )


def _next(to: str | None) -> str | None:
    return None if to == "end" else to


def _flow_words(file: FlowFile | FlowWordsFile) -> FlowWords:
    return FlowWords(
        title=file.title,
        summary=file.summary,
        intro=file.intro,
        questions={
            question_id: QuestionWords(
                question.text,
                question.help or "",
                {
                    choice_id: choice if isinstance(choice, str) else choice.text
                    for choice_id, choice in question.choices.items()
                },
                question.error or "",
            )
            for question_id, question in file.questions.items()
        },
        outcomes={
            outcome_id: OutcomeWords(outcome.title, outcome.body)
            for outcome_id, outcome in file.outcomes.items()
        },
        closing=file.closing,
        ask=file.ask,
        stopped=file.stopped or "",
    )


def flow_revision(file: FlowFile) -> str:
    """4 hex digits over the structure: where it differs, answers in old buttons are void."""
    structure: list[Any] = [
        [_structure(question_id, question) for question_id, question in file.questions.items()],
        list(file.outcomes),
        file.otherwise,
    ]
    if file.calculate:
        structure.append(file.calculate)
    return hashlib.sha256(json.dumps(structure).encode()).hexdigest()[:4]


def _structure(question_id: str, file: QuestionFile) -> list[Any]:
    choices = [[key, choice.to, choice.finds] for key, choice in file.choices.items()]
    if file.kind == "choice":
        return [question_id, choices]
    return [question_id, file.kind, file.to, file.unit, file.currency]
