"""Messages as the Bot API gives them, in a real browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.page.conftest import Open
from tests.page.mock import MockSandbox

ENTITIES = {
    "bold": "strong", "italic": "em", "underline": "u", "strikethrough": "s", "code": "code",
    "pre": "pre", "blockquote": "blockquote", "expandable_blockquote": "blockquote.folded",
    "spoiler": ".spoiler", "url": "a[href='http://xy.org/']", "text_link": "a[href='https://a.b/c']",
    "email": "a[href='mailto:xy.org']", "phone_number": "button.link", "bot_command": "button.link",
    "mention": ".mention", "text_mention": ".mention", "hashtag": ".mention",
    "cashtag": ".mention", "custom_emoji": "span", "date_time": "span",
}  # fmt: skip


def text_of(page: Page) -> str:
    return page.locator(".text").last.evaluate("node => node.textContent")


@pytest.mark.parametrize("kind", ENTITIES)
def test_entity(kind: str, mock: MockSandbox, open_page: Open) -> None:
    # 😀 and 🇹🇯 are 2 and 4 units of UTF-16: an offset in code points would mark other letters.
    entity = {"type": kind, "offset": 7, "length": 6, "url": "https://a.b/c"}
    mock.say(1001, "😀🇹🇯 xy.org, ҷ", entities=[entity])
    page = open_page()
    marked = page.locator(f".text > {ENTITIES[kind]}").first
    shown = marked.evaluate("node => node.textContent.replace('⌄', '')")
    assert shown == "xy.org"
    assert text_of(page).replace("⌄", "") == "😀🇹🇯 xy.org, ҷ"


def test_entities_nest_and_cross(mock: MockSandbox, open_page: Open) -> None:
    def mark(kind: str, offset: int, length: int) -> dict[str, object]:
        return {"type": kind, "offset": offset, "length": length}

    mock.say(1001, "abcdef", entities=[mark("bold", 0, 4), mark("italic", 1, 2)])
    mock.say(1001, "abcdef", entities=[mark("bold", 0, 4), mark("italic", 2, 4)])
    page = open_page()
    html = [node.evaluate("n => { n.querySelector('.meta-room').remove(); return n.innerHTML }")
            for node in page.locator(".text").all()]  # fmt: skip
    assert html[0] == "<strong>a<em>bc</em>d</strong>ef"
    assert html[1] == "<strong>ab<em>cd</em></strong><em>ef</em>"


def test_markup_in_a_text_stays_text(mock: MockSandbox, open_page: Open) -> None:
    nasty = "<img src=x onerror=alert(1)><b>x</b>"
    link = {"type": "text_link", "offset": 0, "length": 4, "url": "javascript:alert(1)"}
    keys = {"inline_keyboard": [[{"text": nasty, "callback_data": "a"}]]}
    mock.say(1001, nasty, entities=[link], reply_markup=keys)
    page = open_page()
    assert text_of(page) == nasty
    expect(page.locator("button.key")).to_have_text(nasty)
    assert page.locator(".message img, .message b, .text a").count() == 0


def test_a_block_leaves_no_empty_line(mock: MockSandbox, open_page: Open) -> None:
    mock.say(1001, "quote\nafter", entities=[{"type": "blockquote", "offset": 0, "length": 5}])
    page = open_page()
    assert page.locator(".text").evaluate("n => n.childNodes[1].textContent") == "after"


def test_spoiler_opens_by_keyboard(mock: MockSandbox, open_page: Open) -> None:
    mock.say(1001, "a secret", entities=[{"type": "spoiler", "offset": 2, "length": 6}])
    page = open_page()
    cover = page.get_by_role("button", name="Скрытый текст")
    expect(page.get_by_text("secret", exact=True)).to_be_hidden()
    cover.press("Enter")
    expect(page.get_by_text("secret", exact=True)).to_be_visible()


def test_command_in_a_text_is_sent(mock: MockSandbox, open_page: Open) -> None:
    mock.say(1001, "see /sos now", entities=[{"type": "bot_command", "offset": 4, "length": 4}])
    open_page().get_by_role("button", name="/sos").click()
    assert mock.call("send") == (1001, {"text": "/sos"})


def test_a_link_asks_first(mock: MockSandbox, open_page: Open) -> None:
    keys = {"inline_keyboard": [[{"text": "Site", "url": "https://example.org/a"}]]}
    mock.say(1001, "x", reply_markup=keys)
    page = open_page()
    page.get_by_role("link", name="Site").click()
    expect(page.get_by_role("dialog")).to_contain_text("https://example.org/a")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_a_link_to_the_bot_itself_offers_start(mock: MockSandbox, open_page: Open) -> None:
    url = "https://t.me/safar_test_bot?start=check-ban"
    mock.say(1001, "x", reply_markup={"inline_keyboard": [[{"text": "Go", "url": url}]]})
    page = open_page()
    page.get_by_role("link", name="Go").click()
    page.get_by_role("button", name="Начать").click()
    assert mock.call("start") == (1001, {"payload": "check-ban"})


def test_kinds(mock: MockSandbox, open_page: Open) -> None:
    spot = {"latitude": 38.55, "longitude": 68.78}
    file = {"file_id": "f-1", "file_name": "pack.html", "file_size": 48_213}
    mock.say(1001, venue={"location": spot, "title": "Марказ", "address": "кӯчаи Айнӣ, 121"})
    mock.say(1001, out=True, location=spot)
    mock.say(1001, out=True, contact={"phone_number": "+992 1", "first_name": "Зарина"})
    mock.say(1001, document=file, caption="Бе интернет")
    mock.say(1001, out=True, voice={"file_id": "v", "duration": 4})
    mock.say(1001, out=True, sticker={"file_id": "s", "emoji": "👋"})
    mock.say(1001, out=True, photo=[{"file_id": "p"}])
    mock.say(1001, poll={"question": "?"})
    page = open_page()
    bubbles = page.locator(".bubble")
    for at, words in enumerate(["кӯчаи Айнӣ, 121", "", "+992 1", "pack.html", "0:04", "👋"]):
        expect(bubbles.nth(at)).to_contain_text(words)
    assert page.get_by_role("img", name="38.55").count() == 2
    assert page.get_by_role("link", name="pack.html").get_attribute("href") == "api/files/f-1"
    expect(bubbles.nth(3)).to_contain_text("48,2 кБ")
    expect(bubbles.nth(3)).to_contain_text("Бе интернет")
    expect(page.get_by_role("img", name="Фото")).to_be_visible()  # its file is missing: a stand-in
    expect(bubbles.nth(7)).to_contain_text("здесь не показать")


def test_delete_and_edit_in_place(mock: MockSandbox, open_page: Open) -> None:
    first, second = mock.say(1001, "one"), mock.say(1001, "two")
    page = open_page()
    mock.edit(1001, first, text="changed", edit_date=1)
    expect(page.locator(".bubble").first).to_contain_text("changed")
    expect(page.locator(".bubble").first).not_to_contain_text("изменено")
    mock.push(1001, "delete", {"message_id": second["message_id"]})
    expect(page.locator(".bubble")).to_have_count(1)
    mock.push(1001, "delete", {"message_id": first["message_id"]})
    expect(page.locator(".pill")).to_have_count(0)


def test_long_words_do_not_widen_the_page(mock: MockSandbox, open_page: Open) -> None:
    word = "Муҳоҷирати" * 30
    rows = [
        [{"text": str(n), "callback_data": "a"} for n in range(8)],
        [{"text": word, "callback_data": "b"}, {"text": word, "url": "https://a.b"}],
    ]
    mock.say(1001, word, reply_markup={"inline_keyboard": rows},
             entities=[{"type": "code", "offset": 0, "length": 100}])  # fmt: skip
    page = open_page()
    for selector in ("html", ".scroller", ".bubble", ".key >> nth=8"):
        wide = page.locator(selector).first.evaluate("n => n.scrollWidth - n.clientWidth")
        assert wide <= 0, selector


def test_scroll_follows_tall_answers(mock: MockSandbox, open_page: Open) -> None:
    keys = [[{"text": f"key {n}", "callback_data": "a"}] for n in range(8)]
    page = open_page()
    for turn in range(12):
        mock.say(1001, "/sos", out=True)
        mock.say(1001, f"answer {turn}\n" * 25, reply_markup={"inline_keyboard": keys})
        expect(page.locator(".message").last).to_contain_text(f"answer {turn}")
        expect(page.locator(".key").last).to_be_in_viewport(ratio=1)


def test_scroll_follows_only_near_the_end(mock: MockSandbox, open_page: Open) -> None:
    for number in range(1500):
        mock.say(1001, f"line {number}")
    page = open_page()
    expect(page.get_by_text("line 1499", exact=True)).to_be_in_viewport()
    mock.say(1001, "near")
    expect(page.get_by_text("near", exact=True)).to_be_in_viewport()
    page.locator(".scroller").evaluate("s => { s.scrollTop = 300 }")
    jump = page.get_by_role("button", name="К последним")
    expect(jump).to_be_visible()
    mock.say(1001, "far")
    expect(jump).to_have_accessible_name("К последним сообщениям. Новых: 1")
    assert page.locator(".scroller").evaluate("s => s.scrollTop") < 600
    jump.click()
    expect(page.get_by_text("far", exact=True)).to_be_in_viewport()
    expect(jump).to_be_hidden()


_OVERLAP = """node => {
  // What is out of sight is laid out in a box of its own: bring it into the page.
  node.closest('.message').style.contentVisibility = 'visible';
  const words = document.createRange();
  words.setStart(node.querySelector('.text'), 0);
  words.setEndBefore(node.querySelector('.meta-room'));
  const meta = node.querySelector('.meta').getBoundingClientRect();
  return [...words.getClientRects()].some((line) =>
    line.right > meta.left && line.left < meta.right && line.bottom > meta.top + 2
      && line.top < meta.bottom);
}"""


@pytest.mark.parametrize("locale", ["ru-RU", "en-US"])
def test_the_time_is_never_printed_over_the_words(
    locale: str, mock: MockSandbox, open_page: Open
) -> None:
    for length in range(1, 45):  # wherever the last line ends
        mock.say(1001, "ш" * length)
        mock.say(1001, "ш" * length, out=True, edit_date=1)
    page = open_page(locale=locale)
    bubbles = page.locator(".bubble:has(.meta-room)")
    expect(bubbles).to_have_count(88)
    over = [bubble for bubble in bubbles.all() if bubble.evaluate(_OVERLAP)]
    assert over == []
