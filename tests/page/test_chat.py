"""The page as a whole: people, start, writing, drops, theme, what a reader without a mouse has."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.page.conftest import Open
from tests.page.mock import MockSandbox

FIELD = "textarea"


def test_start_and_its_payload(mock: MockSandbox, open_page: Open) -> None:
    page = open_page("?user=1002&start=check-ban")
    expect(page.locator(".about")).to_contain_text("Ничего о вас не храню.")
    page.get_by_role("button", name="Начать").click()
    assert mock.call("start") == (1002, {"payload": "check-ban"})
    expect(page.locator(".message.out")).to_contain_text("/start check-ban")
    expect(page.locator(FIELD)).to_be_visible()


def test_bad_payload_is_dropped(mock: MockSandbox, open_page: Open) -> None:
    open_page("?start=no%20spaces").get_by_role("button", name="Начать").click()
    assert mock.call("start") == (1001, {})


def test_writing(mock: MockSandbox, open_page: Open) -> None:
    mock.say(1001, "x")
    page = open_page(size="desktop")
    expect(page.locator(FIELD)).to_be_focused()
    page.keyboard.type("one")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("two")
    page.keyboard.press("Enter")
    assert mock.call("send") == (1001, {"text": "one\ntwo"})
    expect(page.locator(FIELD)).to_have_value("")
    expect(page.locator(".message.out")).to_contain_text("two")
    page.keyboard.press("ArrowUp")
    expect(page.locator(".edit-bar")).to_be_visible()
    page.keyboard.type("!")
    page.keyboard.press("Enter")
    assert mock.call("edit")[1]["text"] == "one\ntwo!"
    expect(page.locator(".message.out")).to_contain_text("изменено")
    page.locator(FIELD).fill("ҷ" * 5000)
    page.keyboard.press("Enter")
    assert [len(mock.call("send")[1]["text"]) for _ in range(2)] == [4096, 904]


def test_two_people_side_by_side(mock: MockSandbox, open_page: Open) -> None:
    mock.say(1001, "for Rustam")
    mock.say(1002, "for Zarina")
    page = open_page("?users=1001,1002", size="desktop")
    first, second = page.get_by_role("region").all()
    expect(first.locator(".bubble")).to_contain_text("for Rustam")
    expect(second.locator(".bubble")).to_contain_text("for Zarina")
    second.locator(FIELD).fill("salom")
    second.locator(FIELD).press("Enter")
    assert mock.call("send") == (1002, {"text": "salom"})
    second.get_by_role("button", name="Ещё").click()
    page.get_by_role("menuitem", name="Один чат").click()
    expect(page.get_by_role("region")).to_have_count(1)
    assert page.url.endswith("?user=1002")


def test_switch_and_add_people_on_a_phone(mock: MockSandbox, open_page: Open) -> None:
    page = open_page("?users=1001,1002")
    expect(page.locator(".pane:visible")).to_have_count(1)
    page = open_page()
    page.get_by_role("button", name="Человек: Рустам").click()
    page.get_by_role("menuitemradio", name="Зарина").click()
    expect(page.get_by_role("region", name="Чат с ботом, Зарина")).to_be_visible()
    page.get_by_role("button", name="Человек: Зарина").click()
    page.get_by_role("menuitem", name="Новый человек").click()
    page.keyboard.type("Айгүл")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Человек: Айгүл, язык ky")).to_be_focused()


def test_reconnects_and_catches_up(mock: MockSandbox, open_page: Open) -> None:
    mock.say(1001, "before")
    page = open_page()
    mock.refuse_streams = True
    mock.drop_streams()
    expect(page.locator(".bot-status")).to_have_text("соединение…")
    mock.chats[1001].messages[0]["text"] = "edited meanwhile"
    mock.chats[1001].messages.append(mock.message("missed"))
    mock.refuse_streams = False
    expect(page.locator(".bot-status")).to_have_text("бот", timeout=10_000)
    expect(page.locator(".bubble")).to_contain_text(["edited meanwhile", "missed"])


def test_typing(mock: MockSandbox, open_page: Open) -> None:
    page = open_page()
    mock.push(1001, "typing", {})
    expect(page.locator(".bot-status")).to_have_text("печатает…")
    mock.say(1001, "done")
    expect(page.locator(".bot-status")).to_have_text("бот")


def test_keyboard_only_walk(mock: MockSandbox, open_page: Open) -> None:
    keys = {"inline_keyboard": [[{"text": "One", "callback_data": "a"}]]}
    mock.say(1001, "menu", reply_markup=keys)
    page = open_page(size="desktop")
    page.locator("body").evaluate("body => { body.tabIndex = -1; body.focus() }")
    walked = []
    for _ in range(8):
        page.keyboard.press("Tab")
        walked.append(page.evaluate(
            "() => { const n = document.activeElement; return (n.getAttribute('aria-label') ||"
            " n.textContent).split(':')[0] }"))  # fmt: skip
        ring = page.evaluate("() => getComputedStyle(document.activeElement).outlineStyle")
        assert ring == "solid", walked
    assert walked == ["Человек", "Ещё", "Сообщения", "One", "Команды бота", "Сообщение",
                      "Прикрепить", "Отправить голосовое сообщение"]  # fmt: skip
    opener = page.get_by_role("button", name="Прикрепить")
    opener.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowUp")  # from the first round to the last
    expect(page.get_by_role("menuitem", name="Файл")).to_be_focused()
    page.keyboard.press("Escape")
    expect(opener).to_be_focused()
    page.keyboard.press("k")  # a letter typed anywhere goes to the field
    expect(page.locator(FIELD)).to_have_value("k")


def test_dialog_keeps_and_returns_the_focus(mock: MockSandbox, open_page: Open) -> None:
    mock.say(1001, "x", keyboard={"keyboard": [[{"text": "Я", "request_contact": True}]]})
    page = open_page()
    opener = page.get_by_role("button", name="Я", exact=True)
    opener.press("Enter")
    for _ in range(6):
        page.keyboard.press("Tab")
        # Beyond the last button the browser's own bar has its turn; the page behind never has.
        assert page.evaluate("() => !document.activeElement.closest('.pane > :not(dialog)')")
    page.keyboard.press("Escape")
    expect(opener).to_be_focused()
    assert not mock.calls


def everything(mock: MockSandbox) -> None:
    """One of each thing that can stand on the page."""
    keys = [[{"text": "One", "callback_data": "a"}, {"text": "Site", "url": "https://a.b"}]]
    text = "bold link code quote /sos"
    marks = [("bold", 0, 4), ("text_link", 5, 4), ("code", 10, 4), ("blockquote", 15, 5),
             ("bot_command", 21, 4)]  # fmt: skip
    entities = [{"type": k, "offset": o, "length": n, "url": "https://a.b"} for k, o, n in marks]
    for out in (False, True):
        mock.say(1001, text, entities=entities, out=out)
    mock.say(1001, "menu", reply_markup={"inline_keyboard": keys})
    mock.say(1001, document={"file_id": "f", "file_name": "a.pdf", "file_size": 5}, caption="c")
    mock.say(1001, out=True, contact={"phone_number": "+1", "first_name": "A"})
    spot = {"latitude": 1.0, "longitude": 2.0}
    reply = {"keyboard": [["Reply"], [{"text": "L", "request_location": True}]]}
    mock.say(1001, venue={"location": spot, "title": "t", "address": "a"}, keyboard=reply)


OPENERS = ["", "Ещё", "Команды бота", "Прикрепить", "Человек"]


@pytest.mark.parametrize("size", ["phone", "desktop"])
def test_names_and_sizes(size: str, mock: MockSandbox, open_page: Open) -> None:
    everything(mock)
    page = open_page("?users=1001,1002", size=size)
    chat = page.get_by_role("region", name="Рустам")
    for opener in OPENERS:
        if opener:
            chat.get_by_role("button", name=opener).click()
        for control in page.locator("button:visible, a:visible, input:visible").all():
            expect(control).to_have_accessible_name(re.compile(r"\S"))
            if control.evaluate("n => !n.closest('.text')"):  # a link in a sentence is as it is
                box = control.bounding_box()
                assert box
                assert min(box["width"], box["height"]) >= 40, control.inner_text()
        page.keyboard.press("Escape")
    log = chat.get_by_role("log")
    expect(log).to_have_attribute("aria-live", "polite")
    expect(log.get_by_role("article").first).to_have_accessible_name("Сафар, 10:00")


CONTRAST = """() => {
  const parse = (colour) => {
    const numbers = colour.match(/[\\d.]+/g).map(Number);
    return [...numbers.slice(0, 3), numbers[3] ?? 1];
  };
  const light = ([r, g, b]) => [r, g, b].map((v) => v / 255)
    .map((v) => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0);
  // Colours a text may stand on: the nearest opaque ground, or every stop of a gradient.
  const grounds = (node) => {
    for (; node; node = node.parentElement) {
      const style = getComputedStyle(node);
      const stops = style.backgroundImage.match(/rgba?\\([^)]+\\)/g);
      if (stops) return stops.map(parse);
      const colour = parse(style.backgroundColor);
      if (colour[3] > .7) return [colour];
    }
    return [[255, 255, 255, 1]];
  };
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text; (text = walker.nextNode());) {
    const node = text.parentElement;
    if (!text.data.trim() || !node.checkVisibility({ visibilityProperty: true })) continue;
    const own = light(parse(getComputedStyle(node).color));
    for (const ground of grounds(node)) {
      const other = light(ground);
      const ratio = (Math.max(own, other) + .05) / (Math.min(own, other) + .05);
      found.push([Math.round(ratio * 100) / 100, node.className || node.tagName, text.data.trim()]);
    }
  }
  return found;
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_contrast(scheme: str, mock: MockSandbox, open_page: Open) -> None:
    everything(mock)
    page = open_page(scheme=scheme)
    for opener in OPENERS:
        if opener:
            page.get_by_role("button", name=opener).click()
        found = page.evaluate(CONTRAST)
        assert len(found) > 25
        assert [entry for entry in found if entry[0] < 4.5] == []
        page.keyboard.press("Escape")
    mock.push(1001, "toast", {"text": "t", "show_alert": True, "callback_query_id": "1"})
    expect(page.get_by_role("dialog")).to_be_visible()
    assert [entry for entry in page.evaluate(CONTRAST) if entry[0] < 4.5] == []


def test_theme_is_chosen_and_remembered(open_page: Open) -> None:
    page = open_page(scheme="dark")
    html = page.locator("html")
    expect(html).to_have_attribute("data-theme", "dark")
    page.emulate_media(color_scheme="light")
    expect(html).to_have_attribute("data-theme", "light")
    page.get_by_role("button", name="Ещё").click()
    for _ in range(2):  # auto → light → dark
        page.get_by_role("menuitem", name="Тема").click()
    expect(html).to_have_attribute("data-theme", "dark")
    page.reload()
    expect(html).to_have_attribute("data-theme", "dark")


def test_english_chrome(open_page: Open) -> None:
    page: Page = open_page(locale="en-US")
    expect(page.get_by_role("button", name="Start")).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", "en")
