"""Where a typed text leads. The words here are the tests' own: in no example, in no benchmark."""

from __future__ import annotations

import json
import re
import time
import tracemalloc
from concurrent.futures import ThreadPoolExecutor, wait
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.content.model import Content
from bot.dialogue.asking.asked import SOS, ask, urgent_pages
from bot.dialogue.asking.examples import DANGERS, examples
from bot.dialogue.asking.fold import fold
from bot.dialogue.asking.index import _MAKING, index
from bot.dialogue.asking.languages import clear_language
from bot.dialogue.asking.stored import from_bytes, to_bytes
from bot.dialogue.asking.synonyms import Synonyms
from bot.dialogue.asking.trial import Trial, trial
from bot.dialogue.asking.why import nearest, why
from bot.verbs.ask import answer

ROOT = Path(__file__).resolve().parent.parent.parent
QUESTIONS = ROOT / "benchmarks" / "questions"


@pytest.mark.parametrize(
    ("text", "page"),
    [
        ("начальник третий месяц не отдаёт зарплату", "unpaid-wages"),
        ("хуҷаин маоши маро намедиҳад", "unpaid-wages"),
        ("boshligim oyligimni bermayapti", "unpaid-wages"),
        ("бошлиғим ойлигимни бермаяпти", "unpaid-wages"),
        ("начальник айлыгымды бербей жатат", "unpaid-wages"),
        ("nachalnik ne dayot zarplatu", "unpaid-wages"),
        ("калай проверить депорт борми", "check-ban"),
        ("patent olish uchun nima kerak", "patent"),
    ],
)
def test_five_scripts_and_mixed(content: Content, text: str, page: str) -> None:
    assert page in [target for target, _ in ask(content, text).ranked[:3]]


@pytest.mark.parametrize(
    ("text", "service"),
    [
        ("хочу сменить язык бота", "change-language"),
        ("tilni o'zgartirmoqchiman", "change-language"),
        ("сотрите все мои данные пожалуйста", "delete-data"),
        ("одам билан гаплашмоқчи эдим", "talk-human"),
        ("маркази наздик дар кучо", "nearest-centre"),
    ],
)
def test_wishes(content: Content, text: str, service: str) -> None:
    assert ask(content, text).ranked[0][0] == service


@pytest.mark.parametrize(
    ("text", "danger"),
    [
        ("нас заперли и не выпускают, спасите", "held"),
        ("моро қулф карда намебароранд, ёрӣ диҳед", "held"),
        ("bizni qamab qo'yishgan, urishyapti, qutqaring", "held"),
        ("муж сейчас бьёт меня, боюсь убьёт", "violence"),
        ("өзүмдү өлтүргүм келет", "suicide"),
        ("яшагим келмаяпти, ўзимни осаман", "suicide"),
        ("кровь сильно идёт, потерял сознание", "hurt"),
        ("нас бросили ночью на трассе, замерзаем", "stranded"),
    ],
)
def test_danger(content: Content, text: str, danger: str) -> None:
    asked = ask(content, text)
    assert asked.urgent == danger
    assert not asked.refused


@pytest.mark.parametrize(
    "text",
    [
        "сколько стоит патент в этом году",
        "маро барои 90 рӯз чӣ мешавад",
        "можно ли обжаловать запрет",
        "bolani maktabga qanday beraman",
        "кредитти төлөй албай жатам",
    ],
)
def test_calm_questions_are_no_danger(content: Content, text: str) -> None:
    assert not ask(content, text).urgent


@pytest.mark.parametrize("text", ["хай как жизнь", "салом бачаҳо", "ggggggg", "привет всем"])
def test_small_talk_is_refused(content: Content, text: str) -> None:
    assert ask(content, text).refused


@pytest.mark.parametrize("text", ["", " ", "?!", "👍👍", "\u0301", "ъ", "-" * 600])
def test_without_words_it_is_refused(content: Content, text: str) -> None:
    asked = ask(content, text)
    assert asked.refused
    assert asked.ranked == ()


def test_the_language_of_the_reader_changes_nothing(content: Content) -> None:
    """There is no such parameter at all: `route` drops its `lang`."""
    from bot.cli import route

    assert {json.dumps(answer(content, "патент чанд пул")) for _ in range(3)} == {
        json.dumps(route("патент чанд пул", lang)) for lang in ("ru", "uz", None)
    }


def test_every_danger_has_a_page(content: Content) -> None:
    pages = urgent_pages(content)
    assert set(pages) == set(DANGERS)
    assert SOS not in pages.values()  # each has its own


@pytest.mark.parametrize("file", ["dev.jsonl", "own.jsonl"])
def test_no_question_of_a_benchmark_is_an_example(content: Content, file: str) -> None:
    """Else its figures would measure memory."""
    rows = (QUESTIONS / file).read_text(encoding="utf-8").splitlines()
    taken = {fold(example.text): example for example in examples(content)}
    found = [
        (row["id"], taken[text].label, taken[text].text)
        for row in map(json.loads, rows)
        if (text := fold(row["text"])) in taken and len(text.split()) > 1
    ]
    assert found == []


def test_the_mapping_is_of_today(content: Content) -> None:
    """Else: python -m benchmarks.questions_mapping"""
    from benchmarks.questions_mapping import mapping

    assert json.loads((QUESTIONS / "mapping.json").read_text("utf-8")) == mapping(content)


@pytest.fixture(scope="module")
def tried(content: Content) -> Trial:
    return trial(content, folds=2)


def test_examples_never_seen_are_found(tried: Trial) -> None:
    """Half of the examples unseen: a floor far below the true figures, which the benchmark has."""
    questions = [one for one in tried.tried if one.example.kind == "ask"]
    assert sum(one.among(3) for one in questions) / len(questions) > 0.8
    lines = list(tried.summary())
    assert any(line.startswith("urgent") for line in lines)
    assert any("refused" in line for line in lines)


def test_a_question_that_was_learned_leads_to_its_page(content: Content) -> None:
    pairs = [one for one in examples(content) if one.kind == "ask"][::37]
    right = [one for one in pairs if index(content).scored(one.text).labels[0][0] == one.label]
    assert len(right) > 0.9 * len(pairs)


def test_why_names_words_and_an_example(content: Content) -> None:
    words = why(content, "хозяин забрал мой паспорт", "passport-taken")
    assert any("pasport" in word for word, _ in words)
    example = nearest(content, "хозяин забрал мой паспорт", "passport-taken")
    assert example is not None
    assert example.label == "passport-taken"
    assert why(content, "паспорт", "no-such-page") == []


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("мен үйгө качан бара алам өзүм билбейм", "ky"),
        ("ман намедонам чӣ кор кунам дар ин ҷо", "tg"),
        ("men qachon uyga qaytsam bo'ladi bilmayman", "uz"),
        ("мен қачон уйга қайтсам бўлади билмайман", "uz"),
        ("я не знаю когда мне можно вернуться", "ru"),
        ("patent", ""),
        ("", ""),
        ("123456789", ""),
    ],
)
def test_the_language_where_it_is_clear(content: Content, text: str, language: str) -> None:
    assert clear_language(content, text) == language


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=700))
def test_any_text_is_answered(text: str) -> None:
    content = _content()
    asked = ask(content, text)
    assert len(asked.ranked) <= 10
    assert len({target for target, _ in asked.ranked}) == len(asked.ranked)
    assert clear_language(content, text) in ("", "ru", "tg", "uz", "ky")


LETTERS = "аеиоуқғҳӣӯҷңөүўёъьabcoxyq'ʻ‘ \n-.0189"


@settings(max_examples=150, deadline=None)
@given(st.text(LETTERS, min_size=1, max_size=24), st.integers(1, 4096))
def test_no_regular_expression_is_slow(piece: str, length: int) -> None:
    """On any text of 4,096 characters each takes less than 50 ms, repeated pieces too."""
    text = (piece * (length // len(piece) + 1))[:4096]
    for pattern in _patterns():
        started = time.perf_counter()
        pattern.sub("", text)
        assert time.perf_counter() - started < 0.05, pattern.pattern


def test_long_stories_take_no_longer(content: Content) -> None:
    story = "хозяин забрал паспорт и не платит зарплату помогите что делать " * 200
    ask(content, story)
    best = min(_timed(content, story) for _ in range(5))
    assert best < 0.05
    assert ask(content, story).ranked


def test_the_index_is_small(content: Content) -> None:
    raw, synonyms = to_bytes(index(content)), Synonyms(content.phrases.synonyms)
    tracemalloc.start()
    made = from_bytes(raw, synonyms)
    kept, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert made
    assert made.weights.rows
    assert kept < 30e6


def test_the_old_index_answers_while_another_is_made(content: Content) -> None:
    """Learning takes seconds and holds this lock; nobody's words may wait for it."""
    with ThreadPoolExecutor(1) as pool:
        with _MAKING:
            answered = pool.submit(ask, content, "патент")
            done, _ = wait([answered], 5)
        assert done


def _timed(content: Content, text: str) -> float:
    started = time.perf_counter()
    ask(content, text)
    return time.perf_counter() - started


def _patterns() -> list[re.Pattern[str]]:
    from bot.dialogue import spelling
    from bot.dialogue.asking import fold as folding
    from bot.dialogue.asking import languages

    return [
        found
        for module in (folding, languages, spelling)
        for found in vars(module).values()
        if isinstance(found, re.Pattern)
    ]


_KEPT: list[Content] = []


def _content() -> Content:
    """Hypothesis and fixtures do not mix."""
    if not _KEPT:
        from bot.content.load import load
        from tests.conftest import NOW

        _KEPT.append(load(ROOT / "content", NOW.date()))
    return _KEPT[0]
