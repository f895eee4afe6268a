"""Every method through an unmodified python-telegram-bot over real HTTP."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import Any

import httpx
import pytest
from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    CallbackQuery,
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputFile,
    KeyboardButton,
    LinkPreviewOptions,
    MenuButtonCommands,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    ReplyParameters,
)
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken

from bot.sandbox import TOKEN, Running
from bot.sandbox.files import PIXEL
from bot.sandbox.rules import METHODS
from bot.sandbox.serving import DO
from tests.bot_api.judge import SPEC

KEYS = InlineKeyboardMarkup(
    [
        [
            InlineKeyboardButton("Ҳуқуқ", callback_data="p:rights"),
            InlineKeyboardButton("IOM", url="iom.int"),
        ]
    ]
)


def test_every_method_of_the_table_is_done_and_documented() -> None:
    assert set(METHODS) == set(DO)
    for name, method in METHODS.items():
        fields = SPEC.methods[name]["fields"]
        assert SPEC.methods[name]["name"] == method.name
        assert {parameter.name for parameter in method.parameters} <= set(fields)
        required = {field for field, (_, needed, _) in fields.items() if needed}
        assert required <= {parameter.name for parameter in method.parameters}


async def test_text_as_it_stands_in_the_chat(bot: Bot, started: int) -> None:
    sent = await bot.send_message(
        started,
        "  \n<b>Салом</b>, see iom.int \n",
        parse_mode="HTML",
        reply_markup=KEYS,
        link_preview_options=LinkPreviewOptions(is_disabled=True),
        protect_content=True,
        reply_parameters=ReplyParameters(1),
    )
    assert sent.text == "Салом, see iom.int"
    assert [(e.type, e.offset, e.length) for e in sent.entities] == [("bold", 0, 5), ("url", 11, 7)]
    assert sent.reply_to_message is not None
    assert sent.reply_to_message.text == "/start"
    assert sent.has_protected_content
    markup = sent.reply_markup
    assert markup is not None
    assert markup.inline_keyboard[0][1].url == "http://iom.int/"
    assert (await bot.send_message(started, "я" * 4096)).text == "я" * 4096


@pytest.mark.parametrize(
    "markup",
    [
        ReplyKeyboardMarkup([[KeyboardButton("here", request_location=True), "plain"]]),
        ReplyKeyboardRemove(),
        ForceReply(),
    ],
)
async def test_only_inline_keyboards_come_back(bot: Bot, started: int, markup: Any) -> None:
    sent = await bot.send_message(started, "x", reply_markup=markup)
    assert sent.reply_markup is None


async def test_edits(bot: Bot, started: int) -> None:
    sent = await bot.send_message(started, "one", reply_markup=KEYS)
    edited = await bot.edit_message_text("two", started, sent.message_id, reply_markup=KEYS)
    assert (edited.text, bool(edited.edit_date)) == ("two", True)
    bare = await bot.edit_message_text("two", started, sent.message_id)
    assert bare.reply_markup is None  # rule 29
    with pytest.raises(BadRequest, match="not modified"):
        await bot.edit_message_text("two", started, sent.message_id)
    keyed = await bot.edit_message_reply_markup(started, sent.message_id, reply_markup=KEYS)
    assert keyed.reply_markup
    assert await bot.delete_message(started, sent.message_id)
    with pytest.raises(BadRequest, match="to delete not found"):
        await bot.delete_message(started, sent.message_id)
    more = [(await bot.send_message(started, str(n))).message_id for n in range(3)]
    assert await bot.delete_messages(started, [*more, 999])
    with pytest.raises(BadRequest, match="to edit not found"):
        await bot.edit_message_text("x", started, more[0])


async def test_places_and_contacts(bot: Bot, started: int, running: Running) -> None:
    venue = await bot.send_venue(started, 38.56, 68.78, "Марказ", "Душанбе")
    assert venue.venue is not None
    assert (venue.venue.title, venue.location.latitude) == ("Марказ", 38.56)
    located = await bot.send_location(started, 41.3, 69.2, live_period=60)
    assert located.location.live_period == timedelta(seconds=60)
    contact = await bot.send_contact(started, "+992000000000", "Линия")
    assert contact.contact.first_name == "Линия"
    assert await bot.send_chat_action(started, "typing")


async def test_files_go_up_and_down(bot: Bot, started: int, page: httpx.AsyncClient) -> None:
    pack = await bot.send_document(
        started,
        InputFile(io.BytesIO(b"<h1>pack</h1>"), "pack.html"),
        caption="<i>pack</i>",
        parse_mode="HTML",
    )
    assert (pack.document.file_name, pack.caption) == ("pack.html", "pack")
    assert pack.caption_entities[0].type == "italic"
    file = await bot.get_file(pack.document.file_id)
    assert bytes(await file.download_as_bytearray()) == b"<h1>pack</h1>"
    again = await bot.send_document(started, pack.document.file_id)
    assert again.document.file_id == pack.document.file_id
    shown = await page.get(f"/api/files/{pack.document.file_id}")
    assert (shown.text, shown.headers["content-type"]) == (
        "<h1>pack</h1>",
        "text/html; charset=utf-8",
    )
    # Its scripts must not reach the sandbox.
    policy = shown.headers["content-security-policy"]
    assert "sandbox" in policy
    assert "allow-same-origin" not in policy
    photo = await bot.send_photo(started, PIXEL)
    assert (photo.photo[0].width, photo.photo[0].file_size) == (1, len(PIXEL))
    with pytest.raises(BadRequest, match="no text in the message"):
        await bot.edit_message_text("x", started, photo.message_id)


async def test_copies_and_forwards(bot: Bot, started: int) -> None:
    copied = await bot.copy_message(started, started, 1)
    assert (await bot.edit_message_text("mine", started, copied.message_id)).text == "mine"
    forwarded = await bot.forward_message(started, started, 1)
    assert forwarded.forward_origin.sender_user.id == started
    with pytest.raises(BadRequest, match="can't be edited"):
        await bot.edit_message_text("x", started, forwarded.message_id)


async def test_presses(bot: Bot, started: int, page: httpx.AsyncClient) -> None:
    sent = await bot.send_message(started, "x", reply_markup=KEYS)
    press = {"message_id": sent.message_id, "data": "p:rights"}
    made = (await page.post(f"/api/users/{started}/press", json=press)).json()
    update = (await bot.get_updates())[-1]
    query = update.callback_query
    assert isinstance(query, CallbackQuery)
    assert (query.id, query.data, query.from_user.language_code) == (
        made["callback_query_id"],
        "p:rights",
        "ru",
    )
    assert query.message.reply_markup == sent.reply_markup
    assert await query.answer("ok", show_alert=True)
    with pytest.raises(BadRequest, match="too old"):
        await bot.answer_callback_query("123")


async def test_profile_by_language(bot: Bot, page: httpx.AsyncClient) -> None:
    await bot.set_my_name("Safar")
    await bot.set_my_name("Сафар", "ru")
    assert ((await bot.get_my_name("ru")).name, (await bot.get_my_name("ky")).name) == (
        "Сафар",
        "Safar",
    )
    await bot.set_my_description("Помощник", "ru")
    assert (await bot.get_my_description("ru")).description == "Помощник"
    await bot.set_my_short_description("short")
    assert (await bot.get_my_short_description("tg")).short_description == "short"
    private = BotCommandScopeAllPrivateChats()
    await bot.set_my_commands([BotCommand("sos", "SOS")])
    await bot.set_my_commands([BotCommand("sos", "Кӯмак")], private, "tg")
    await bot.set_my_commands([("start", "own")], BotCommandScopeChat(1001))
    assert (await bot.get_my_commands(private, "tg"))[0].description == "Кӯмак"
    assert await bot.get_my_commands(private, "uz") == ()
    assert await bot.set_chat_menu_button(menu_button=MenuButtonCommands())
    assert (await bot.get_chat_menu_button()).type == "commands"
    shown = {number: await snapshot(page, number) for number in (1001, 1002)}
    assert [c["description"] for c in shown[1001]["bot"]["commands"]] == ["own"]
    assert [c["description"] for c in shown[1002]["bot"]["commands"]] == ["Кӯмак"]
    assert (shown[1001]["bot"]["name"], shown[1002]["bot"]["name"]) == ("Сафар", "Safar")
    await bot.delete_my_commands(private, "tg")
    assert (await snapshot(page, 1002))["bot"]["commands"][0]["description"] == "SOS"


async def snapshot(page: httpx.AsyncClient, number: int) -> Any:
    async with page.stream("GET", f"/api/users/{number}/events") as stream:
        async for line in stream.aiter_lines():
            if line.startswith("data: "):
                return httpx.Response(200, text=line.removeprefix("data: ")).json()
    raise AssertionError("no snapshot")


async def test_chats(bot: Bot, started: int, page: httpx.AsyncClient, running: Running) -> None:
    chat = await bot.get_chat(started)
    assert (chat.type, chat.first_name) == ("private", "Рустам")
    group = (await page.post(f"/api/users/{started}/group", json={})).json()["group_id"]
    assert (await bot.send_message(group, "I work in private chats")).chat.type == "supergroup"
    assert await bot.leave_chat(group)
    with pytest.raises(Forbidden, match="not a member of the supergroup chat"):
        await bot.send_message(group, "x")
    row = (await page.get("/api/groups")).json()[0]
    assert (row["left"], [m["out"] for m in row["messages"]]) == (True, [True, False])
    await page.post("/control/groups", json={"id": -4, "type": "group", "moved_to": group})
    with pytest.raises(ChatMigrated) as caught:
        await bot.send_message(-4, "x")
    assert caught.value.new_chat_id == group
    await page.post(f"/api/users/{started}/block", json={"blocked": True})
    with pytest.raises(Forbidden, match="blocked by the user"):
        await bot.send_message(started, "x")


async def test_wrong_token(running: Running) -> None:
    stranger = Bot(TOKEN.replace("local", "other"), base_url=f"{running.url}/bot")
    with pytest.raises(InvalidToken):
        await stranger.initialize()
    await stranger.shutdown()
