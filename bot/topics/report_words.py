"""The words of the report page, Russian and English."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

Language = Literal["ru", "en"]

WORDS: Mapping[Language, Mapping[str, str]] = {
    "ru": {
        "title": "О чём спрашивают Safar",
        "covers": "Опубликовано с {start} по {end}. Составлено {today}.",
        "note": "К каждому числу добавлен случайный шум (обычно не больше ±5), оно округлено вниз "
        "до кратного 5, а меньше 10 не показано вовсе: так по отчёту нельзя узнать, о чём спросил "
        "отдельный человек.",
        "last": "Самые частые темы",
        "trends": "Как менялся спрос",
        "trends-note": "Темы с самыми большими числами за эти периоды, в одном масштабе. Пустой "
        "кружок: меньше 10, число не показано.",
        "unanswered": "Вопросы, на которые не нашлось ответа",
        "unanswered-note": "Люди написали слова, для которых нет страницы. Самих слов Safar не "
        "хранит: видно только, сколько их было. Если число растёт, пора писать новые страницы.",
        "unanswered-none": "Ни в одном периоде их число не достигло 10.",
        "who": "Язык и страна",
        "region": "Регион",
        "all": "Все опубликованные числа",
        "topic": "Тема",
        "below": "< 10",
        "nothing": "Ещё ничего не опубликовано. Первый период будет опубликован {day}.",
        "nothing-10": "В этом периоде ничего не достигло 10.",
        "period": "{start} – {end}",
        "apart": "Считается отдельно и никогда не соединяется с темами.",
    },
    "en": {
        "title": "What people ask Safar",
        "covers": "Published from {start} to {end}. Made on {today}.",
        "note": "Every number carries random noise (mostly no more than ±5), is rounded down to a "
        "multiple of 5, and is left out below 10, so that nobody can tell from this report what "
        "one person asked.",
        "last": "The most frequent topics",
        "trends": "How demand changed",
        "trends-note": "The topics with the largest numbers over these periods, on one scale. A "
        "hollow circle: below 10, no number is shown.",
        "unanswered": "Questions nobody could answer",
        "unanswered-note": "People wrote words for which there is no page. Safar does not keep the "
        "words, only how many there were. If this grows, it is time to write new pages.",
        "unanswered-none": "In no period did they reach 10.",
        "who": "Language and country",
        "region": "Region",
        "all": "All published numbers",
        "topic": "Topic",
        "below": "< 10",
        "nothing": "Nothing is published yet. The first period is released on {day}.",
        "nothing-10": "Nothing reached 10 in this period.",
        "period": "{start} – {end}",
        "apart": "Counted apart and never joined with topics.",
    },
}

# Topics that are no page, languages and countries. What is not here is shown by its id.
LABELS: Mapping[Language, Mapping[str, str]] = {
    "ru": {
        "unmatched": "Ответа не нашлось", "sos": "Опасность (SOS)", "centre": "Ближайший центр",
        "talk-human": "Поговорить с человеком", "change-language": "Сменить язык",
        "delete-data": "Удалить данные о себе",
        "ru": "русский", "tg": "таджикский", "uz": "узбекский (латиница)",
        "uz-Cyrl": "узбекский (кириллица)", "ky": "кыргызский",
        "origin:tj": "Таджикистан", "origin:uz": "Узбекистан", "origin:kg": "Кыргызстан",
        "origin:-": "страна не названа",
    },
    "en": {
        "unmatched": "No answer found", "sos": "Danger (SOS)", "centre": "The nearest centre",
        "talk-human": "Talk to a person", "change-language": "Change the language",
        "delete-data": "Delete what is kept about me",
        "ru": "Russian", "tg": "Tajik", "uz": "Uzbek (Latin)", "uz-Cyrl": "Uzbek (Cyrillic)",
        "ky": "Kyrgyz",
        "origin:tj": "Tajikistan", "origin:uz": "Uzbekistan", "origin:kg": "Kyrgyzstan",
        "origin:-": "country not given",
    },
}  # fmt: skip
