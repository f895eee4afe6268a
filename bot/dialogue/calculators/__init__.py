"""The calculators by name. Each has its `Form` under the same name in
`bot.content.calculators`, which the checks of the content read; a test compares the two."""

from __future__ import annotations

from collections.abc import Mapping

from bot.dialogue.calculators import registration_deadline
from bot.dialogue.calculators.contract import Calculator

CALCULATORS: Mapping[str, Calculator] = {
    "registration-deadline": registration_deadline.compute,
}
