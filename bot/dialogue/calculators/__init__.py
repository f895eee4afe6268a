"""The calculators by name. Each has its `Form` under the same name in
`bot.content.calculators`, which the checks of the content read; a test compares the two."""

from __future__ import annotations

from collections.abc import Mapping

from bot.dialogue.calculators import (
    extension_deadline,
    family_budget,
    loan_cost,
    patent_cost,
    patent_dates,
    registration_deadline,
    saving_goal,
    stay_days,
    transfer_offers,
    wages_owed,
)
from bot.dialogue.calculators.contract import Calculator

CALCULATORS: Mapping[str, Calculator] = {
    "extension-deadline": extension_deadline.compute,
    "family-budget": family_budget.compute,
    "loan-cost": loan_cost.compute,
    "patent-cost": patent_cost.compute,
    "patent-dates": patent_dates.compute,
    "registration-deadline": registration_deadline.compute,
    "saving-goal": saving_goal.compute,
    "stay-days": stay_days.compute,
    "transfer-offers": transfer_offers.compute,
    "wages-owed": wages_owed.compute,
}
