/** The bar on top: the bot, whose phone this is, and the «…» menu. */

import { el, icon, iconButton } from "./dom.js";
import { Menu, menuEntry } from "./menus.js";
import { cycleTheme, themeName } from "./theme.js";
import { t } from "./words.js";

export class Header {
  #status = "";
  #user;

  /** @param {Object} user @param {Object} stage see pane.js @param {Object} acts language, block, blocked, clear, group, editLast */
  constructor(user, stage, acts) {
    this.#user = user;
    this.avatar = el("span", { class: "avatar", "aria-hidden": "true" });
    this.name = el("h1", { class: "bot-name" });
    this.line = el("span", { class: "bot-status", role: "status" });
    this.chip = el("button", { type: "button", class: "chip" });
    const people = new Menu(this.chip, t("users"), "people", () => [
      ...stage.users().map((other) => menuEntry(() => people, el("span", { class: `avatar small tint${other.id % 5}`, "aria-hidden": "true", text: other.first_name.slice(0, 1) }), other.first_name,
        () => stage.switchUser(user.id, other.id), { checked: other.id === user.id, note: other.language_code })),
      menuEntry(() => people, "plus", t("newUser"), () => stage.addUser(user.id)),
    ]);
    const dots = iconButton("more", t("more"), () => {});
    const menu = new Menu(dots, t("more"), "more", () => [
      menuEntry(() => menu, "globe", t("language", { language: user.language_code }), acts.language),
      menuEntry(() => menu, "edit", t("editLast"), acts.editLast),
      menuEntry(() => menu, "group", t("group"), acts.group),
      menuEntry(() => menu, "theme", t("theme", { theme: t(themeName()) }), () => { cycleTheme(); menu.refresh(); }, { stay: true }),
      stage.wide() ? menuEntry(() => menu, "columns", stage.hasSecond() ? t("single") : t("second"), () => stage.toggleSecond(user.id)) : null,
      menuEntry(() => menu, "clear", t("clear"), acts.clear),
      menuEntry(() => menu, "block", acts.blocked() ? t("unblock") : t("block"), acts.block, { danger: !acts.blocked() }),
    ].filter(Boolean));
    this.node = el("header", { class: "bar" }, this.avatar, el("div", { class: "bot" }, this.name, this.line), this.chip, dots, people.node, menu.node);
    this.showUser();
  }

  set bot(bot) {
    this.name.textContent = bot.name;
    this.avatar.textContent = Array.from(bot.name)[0] ?? "";
    this.node.title = bot.short_description ?? "";
  }

  get status() { return this.#status; }

  /** @param {"connecting"|"online"|"typing"} status */
  set status(status) {
    this.#status = status;
    this.line.textContent = status === "online" ? t("bot") : t(status);
    this.node.classList.toggle("connecting", status === "connecting");
  }

  showUser() {
    const { first_name: name, language_code: language } = this.#user;
    this.chip.setAttribute("aria-label", t("user", { name, language }));
    this.chip.replaceChildren(el("span", { class: `avatar small tint${this.#user.id % 5}`, text: Array.from(name)[0] }),
      el("span", { class: "chip-words" }, el("span", { class: "chip-name", text: name }), el("span", { class: "chip-language", text: language })), icon("down"));
  }
}
