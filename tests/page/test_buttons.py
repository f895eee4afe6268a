"""Inline and reply keyboards, menus and dialogs: what a finger does."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.page.conftest import Open
from tests.page.mock import MockSandbox

KEYS = {"inline_keyboard": [[{"text": "One", "callback_data": "p:one"}]]}
ASK = {
    "keyboard": [
        [{"text": "Где я", "request_location": True}],
        [{"text": "Мой номер", "request_contact": True}, "Отмена"],
    ],
    "one_time_keyboard": True,
}


def test_press_waits_until_the_answer(mock: MockSandbox, open_page: Open) -> None:
    message = mock.say(1001, "menu", reply_markup=KEYS)
    page = open_page()
    page.get_by_role("button", name="One").click()
    assert mock.call("press") == (1001, {"message_id": message["message_id"], "data": "p:one"})
    key = page.locator("button.key")
    expect(key).to_have_class("key pending")
    expect(key).to_have_accessible_name("One, ждём ответа")
    key.click()  # a second press of a waiting button is not a second act
    mock.push(1001, "callback_done", {"callback_query_id": "1"})
    expect(key).to_have_class("key")
    assert not mock.calls


def test_answer_before_the_press_returns(mock: MockSandbox, open_page: Open) -> None:
    mock.say(1001, "menu", reply_markup=KEYS)
    page = open_page()
    mock.push(1001, "callback_done", {"callback_query_id": "1"})
    mock.push(1001, "toast", {"text": "first", "show_alert": False, "callback_query_id": "x"})
    expect(page.locator(".toast")).to_have_text("first")
    key = page.locator("button.key")
    with page.expect_response("**/press"):
        key.click()
    expect(key).to_have_class("key")


def test_edit_ends_the_wait_and_keeps_the_focus(mock: MockSandbox, open_page: Open) -> None:
    message = mock.say(1001, "menu", reply_markup=KEYS)
    mock.say(1001, "below", reply_markup=KEYS)
    page = open_page()
    page.locator("button.key").first.press("Enter")
    mock.call("press")
    mock.edit(1001, message, text="page", reply_markup={
        "inline_keyboard": [[{"text": "Back", "callback_data": "h"}]]})  # fmt: skip
    bubble = page.locator(".bubble").first
    expect(bubble).to_contain_text("page")
    expect(bubble).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Back")).to_be_focused()


def test_failed_press_says_so(mock: MockSandbox, open_page: Open) -> None:
    mock.say(1001, "menu", reply_markup=KEYS)
    page = open_page()
    page.route("**/press", lambda route: route.fulfill(status=409, json={"error": "gone"}))
    page.locator("button.key").click()
    expect(page.locator(".toast")).to_have_text("Не получилось (gone)")
    expect(page.locator("button.key")).to_have_class("key")


def test_toast_and_alert(mock: MockSandbox, open_page: Open) -> None:
    page = open_page()
    mock.push(1001, "toast", {"text": "Saved", "show_alert": False, "callback_query_id": "1"})
    expect(page.locator(".toast")).to_have_text("Saved")
    mock.push(1001, "toast", {"text": "Careful", "show_alert": True, "callback_query_id": "2"})
    expect(page.get_by_role("dialog", name="Сафар")).to_contain_text("Careful")
    page.get_by_role("button", name="Хорошо").click()
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_reply_keyboard(mock: MockSandbox, open_page: Open) -> None:
    page = open_page()
    mock.say(1001, "where?", keyboard=ASK)
    page.get_by_role("button", name="Отмена").click()
    assert mock.call("send") == (1001, {"text": "Отмена"})
    expect(page.locator(".reply-key")).to_have_count(3)
    expect(page.locator(".reply-key").first).to_be_hidden()  # one time: folded, not gone
    page.get_by_role("button", name="Показать кнопки").click()
    page.get_by_role("button", name="Мой номер").click()
    page.get_by_role("dialog").get_by_role("button", name="Отправить").click()
    assert mock.call("contact") == (1001, {})
    mock.say(1001, "thanks")
    expect(page.get_by_role("button", name="Показать кнопки")).to_be_visible()
    mock.say(1001, "bye", keyboard=None)
    expect(page.get_by_role("button", name="Показать кнопки")).to_be_hidden()


@pytest.mark.parametrize("size", ["phone", "desktop"])
def test_location_dialog(size: str, mock: MockSandbox, open_page: Open) -> None:
    mock.say(1001, "where?", keyboard=ASK)
    page = open_page(size=size)
    page.get_by_role("button", name="Где я").click()
    search = page.get_by_role("searchbox", name="Город")
    expect(search).to_be_focused()
    search.fill("нигде")
    expect(page.get_by_role("dialog").get_by_role("status")).to_have_text("Ничего не нашлось")
    search.fill("ош")
    expect(page.locator(".results button")).to_have_text(["ОшКыргызстан"])
    search.press("ArrowDown")
    page.keyboard.press("Enter")
    assert mock.call("location") == (1001, {"lat": 40.5283, "lon": 72.7985})
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_browser_position(mock: MockSandbox, open_page: Open) -> None:
    mock.say(1001, "x")
    page = open_page(
        geolocation={"latitude": 41.5, "longitude": 69.25}, permissions=["geolocation"]
    )
    page.get_by_role("button", name="Прикрепить").click()
    page.get_by_role("menuitem", name="Геопозиция").click()
    page.get_by_role("button", name="Моё настоящее место").click()
    assert mock.call("location") == (1001, {"lat": 41.5, "lon": 69.25})


@pytest.mark.parametrize(
    ("entry", "verb"),
    [("Фото", "photo"), ("Голосовое", "voice"), ("Стикер", "sticker"), ("Файл", "document")],
)
def test_attachment(entry: str, verb: str, mock: MockSandbox, open_page: Open) -> None:
    mock.say(1001, "x")
    page = open_page()
    page.get_by_role("button", name="Прикрепить").click()
    page.get_by_role("menuitem", name=entry).click()
    assert mock.call(verb) == (1001, {})


def test_command_menu_and_slash(mock: MockSandbox, open_page: Open) -> None:
    mock.say(1001, "x")
    page = open_page()
    page.get_by_role("button", name="Команды бота").click()
    page.get_by_role("menuitem", name="Срочная помощь").click()
    assert mock.call("send") == (1001, {"text": "/sos"})
    page.get_by_label("Сообщение", exact=True).fill("/se")
    listed = page.get_by_role("group", name="Команды бота").get_by_role("button")
    expect(listed).to_have_count(1)
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    assert mock.call("send") == (1001, {"text": "/settings"})


def test_block_unblock_clear(mock: MockSandbox, open_page: Open) -> None:
    mock.say(1001, "x")
    page = open_page()
    page.get_by_role("button", name="Ещё").click()
    page.get_by_role("menuitem", name="Заблокировать").click()
    assert mock.call("block") == (1001, {"blocked": True})
    expect(page.get_by_label("Сообщение", exact=True)).to_be_hidden()
    page.get_by_role("button", name="Разблокировать").click()
    assert mock.call("block") == (1001, {"blocked": False})
    expect(page.get_by_label("Сообщение", exact=True)).to_be_visible()
    page.get_by_role("button", name="Ещё").click()
    page.get_by_role("menuitem", name="Очистить").click()
    page.get_by_role("dialog").get_by_role("button", name="Очистить").click()
    mock.call("clear")
    expect(page.get_by_role("button", name="Начать")).to_be_visible()
    expect(page.get_by_text("Что умеет этот бот?")).to_be_visible()


def test_language_of_the_person(mock: MockSandbox, open_page: Open) -> None:
    page = open_page()
    page.get_by_role("button", name="Ещё").click()
    page.get_by_role("menuitem", name="Язык Telegram: ru").click()
    page.get_by_label("Кыргызча").check()
    page.get_by_role("button", name="Хорошо").click()
    expect(page.get_by_role("button", name="Человек: Рустам, язык ky")).to_be_visible()
    assert mock.users[0]["language_code"] == "ky"


def test_group(mock: MockSandbox, open_page: Open) -> None:
    mock.say(1001, "x")
    page = open_page()
    page.get_by_role("button", name="Ещё").click()
    page.get_by_role("menuitem", name="Добавить бота в группу").click()
    mock.call("group")
    mock.groups = [{"id": -5, "messages": [{"text": "/help", "out": True}, {"text": "Only here"}]}]
    mock.push(1001, "left", {"group_id": -5})
    expect(page.locator(".service .pill")).to_have_text(
        ["Бот добавлен в группу", "Сафар: Only here", "Бот вышел из группы"]
    )
