"""What arrives of a transfer, and which of two offers brings more home.

`amount` is all the money in hand: the fee is paid out of it. A rate is how many units of the
home currency the service gives for one rouble, or for one unit of the currency sent. Only
arithmetic: fees and rates change within hours, and the bot knows none of them. An answer that
is likely mistyped never leads to a recommendation.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import ROUND_DOWN, Decimal

from bot.dialogue.calculators.contract import Answer, FactReader, Money, Result, given
from bot.dialogue.rates import HOME, doubtful

_CENT = Decimal("0.01")
_FAR = 2  # times: offers of one day do not differ so much


def compute(answers: Mapping[str, Answer], _facts: FactReader, _today: date) -> Result:
    amount = given(answers, "amount", Money)
    home = HOME[given(answers, "home", str)]
    one = given(answers, "offers", str) == "one"
    first = _arrives(answers, "a", amount, home)
    rates = [given(answers, f"rate-{offer}", Decimal) for offer in ("a" if one else "ab")]
    if amount.currency != home and any(doubtful(rate, amount.currency, home) for rate in rates):
        return Result(("doubtful",))
    if one:
        return Result(("one",), {"first": first}) if first else Result(("fee-too-big",))
    second = _arrives(answers, "b", amount, home)
    if first is None or second is None:
        return Result(("fee-too-big",))
    difference = Money(abs(first.amount - second.amount), home)
    if max(first.amount, second.amount) > _FAR * min(first.amount, second.amount):
        found = "far-apart"
    elif not difference.amount:
        found = "same"
    else:
        found = "first" if first.amount > second.amount else "second"
    return Result((found,), {"first": first, "second": second, "difference": difference})


def _arrives(answers: Mapping[str, Answer], offer: str, amount: Money, home: str) -> Money | None:
    """None where the fee leaves nothing, or is in another currency than the amount, or where
    the amount is in the money it should become."""
    fee = given(answers, f"fee-{offer}", Money)
    rate = given(answers, f"rate-{offer}", Decimal)
    if amount.currency == home or (fee.amount and fee.currency != amount.currency):
        return None
    sent = amount.amount - fee.amount
    return Money((sent * rate).quantize(_CENT, ROUND_DOWN), home) if sent > 0 else None
