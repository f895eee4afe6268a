"""The bot's own name, descriptions, commands and menu button, by language (rules 46–48)."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]
FIELDS = {"name": 64, "description": 512, "short_description": 120}


class Profile:
    def __init__(self, bot_id: int) -> None:
        self.bot: Json = {
            "id": bot_id,
            "is_bot": True,
            "first_name": "Safar",
            "username": "SafarSandboxBot",
            "can_join_groups": True,
            "can_read_all_group_messages": False,
            "supports_inline_queries": False,
            "can_connect_to_business": False,
            "has_main_web_app": False,
        }
        self.words: dict[tuple[str, str], str] = {("name", ""): "Safar"}
        self.commands: dict[tuple[str, str], list[Json]] = {}
        self.menu: Json = {"type": "commands"}

    def as_user(self) -> Json:
        return {key: self.bot[key] for key in ("id", "is_bot", "first_name", "username")}

    def get(self, field: str, language: str) -> str:
        """`name`, `description` or `short_description`; the general one if none for `language`."""
        return self.words.get((field, language)) or self.words.get((field, ""), "")

    def put(self, field: str, language: str, value: str) -> None:
        """An empty `value` removes the words of this language."""
        if value:
            self.words[field, language] = value
        else:
            self.words.pop((field, language), None)
        if field == "name" and not language:
            self.bot["first_name"] = value or "Safar"

    def commands_for(self, user_id: int, language: str) -> list[Json]:
        """What a person's menu shows in a private chat: the narrowest scope first (rule 47)."""
        for scope in (f"chat {user_id}", "all_private_chats", "default"):
            for code in (language, ""):
                if (scope, code) in self.commands:
                    return self.commands[scope, code]
        return []

    def as_page(self, user_id: int, language: str) -> Json:
        return {
            "name": self.get("name", language),
            "username": self.bot["username"],
            "description": self.get("description", language),
            "short_description": self.get("short_description", language),
            "commands": self.commands_for(user_id, language),
        }
