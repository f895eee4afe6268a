/** Where the person writes: the field, the menu of commands, attachments, the reply keyboard, Start and Unblock. */

import { el, icon, iconButton } from "./dom.js";
import { replyKeyboard } from "./keyboards.js";
import { Menu, menuEntry } from "./menus.js";
import { t } from "./words.js";

const TEXT_LIMIT = 4096; // longer texts leave as several messages, as from Telegram's own programs

export class Composer {
  #actions;
  #commands = [];
  #editing = null;
  #folded = false;
  #markup = null;

  /** @param {Object} actions say, edit, attach(kind), lastOut(), start, unblock, location, contact */
  constructor(actions) {
    this.#actions = actions;
    this.field = el("textarea", { rows: "1", "aria-label": t("write"), placeholder: t("write"), enterkeyhint: "send", autocomplete: "off", dir: "auto" });
    this.field.addEventListener("input", () => this.#onInput());
    this.field.addEventListener("keydown", (event) => this.#onKey(event));
    const open = el("button", { type: "button", class: "menu-button", "aria-label": t("commands") }, icon("menu"), el("span", { text: t("menu") }));
    this.menu = new Menu(open, t("commands"), "commands", () => this.#commandEntries(this.#commands));
    this.menuButton = open;
    const clip = iconButton("attach", t("attach"), () => {});
    this.attach = new Menu(clip, t("attach"), "attachments", () => this.#attachEntries());
    this.toggle = iconButton("keyboard", t("hideKeyboard"), () => this.fold(!this.#folded), { hidden: true });
    this.send = iconButton("send", t("send"), () => this.#submit(), { class: "icon-button send", hidden: true });
    this.mic = iconButton("mic", t("sendVoice"), () => actions.attach("voice"));
    this.suggestions = el("div", { class: "menu commands", hidden: true, role: "group", "aria-label": t("commands") });
    this.suggestions.addEventListener("keydown", (event) => this.#onSuggestionKey(event));
    this.editBar = el("div", { class: "edit-bar", hidden: true });
    this.keys = el("div", { class: "keys", hidden: true });
    this.writing = el("div", { class: "writing" }, open, this.field, this.toggle, clip, this.mic, this.send);
    this.big = el("button", { type: "button", class: "big-button", hidden: true });
    this.big.addEventListener("click", () => (this.big.dataset.act === "start" ? actions.start() : actions.unblock()));
    this.node = el("div", { class: "composer" }, this.menu.node, this.attach.node, this.suggestions, this.editBar, this.writing, this.big, this.keys);
  }

  set commands(commands) {
    this.#commands = commands ?? [];
    this.menuButton.hidden = this.#commands.length === 0;
  }

  /** @param {"write"|"start"|"blocked"} mode */
  set mode(mode) {
    this.writing.hidden = mode !== "write";
    this.big.hidden = mode === "write";
    this.big.dataset.act = mode;
    this.big.replaceChildren(mode === "start" ? t("start") : t("unblock"));
    if (mode === "blocked") this.big.prepend(el("small", { text: t("blocked") }), " ");
    this.#showKeys();
  }

  /** @param {Object|null} markup the reply keyboard, null when the bot took it away */
  set keyboard(markup) {
    this.#markup = markup;
    this.#folded = false;
    if (markup) {
      this.keys.replaceChildren(replyKeyboard(markup, { say: this.#actions.say, location: this.#actions.location, contact: this.#actions.contact, fold: () => this.fold(true) }));
    }
    this.field.placeholder = markup?.input_field_placeholder || t("write");
    this.#showKeys();
  }

  fold(folded) {
    this.#folded = folded;
    this.#showKeys();
  }

  /** @param {Object|null} message the person's own message to change */
  edit(message) {
    this.#editing = message;
    this.editBar.hidden = !message;
    if (message) {
      this.editBar.replaceChildren(icon("edit"), el("span", { class: "edit-words" }, el("b", { text: t("editing") }), el("span", { text: message.text })),
        iconButton("close", t("stopEditing"), () => this.edit(null)));
    }
    this.field.value = message ? message.text : "";
    this.#onInput();
    this.field.focus();
  }

  #showKeys() {
    this.keys.hidden = !this.#markup || this.#folded || this.writing.hidden;
    this.toggle.hidden = !this.#markup;
    const name = this.#folded ? t("showKeyboard") : t("hideKeyboard");
    this.toggle.setAttribute("aria-label", name);
    this.toggle.setAttribute("aria-expanded", String(!this.#folded));
    this.toggle.title = name;
    this.toggle.replaceChildren(icon(this.#folded ? "keyboard" : "down"));
  }

  #onInput() {
    const text = this.field.value;
    this.send.hidden = text.trim() === "";
    this.mic.hidden = !this.send.hidden;
    this.field.style.height = "auto";
    this.field.style.height = `${this.field.scrollHeight}px`;
    const found = /^\/\w*$/.test(text) ? this.#commands.filter(({ command }) => `/${command}`.startsWith(text)) : [];
    this.suggestions.replaceChildren(...this.#commandEntries(found, "listed"));
    this.suggestions.hidden = found.length === 0;
  }

  #onKey(event) {
    if (event.isComposing) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      this.#submit();
    } else if (event.key === "Escape" && (this.#editing || !this.suggestions.hidden)) {
      event.stopPropagation();
      if (this.suggestions.hidden) this.edit(null);
      this.suggestions.hidden = true;
    } else if (event.key === "ArrowUp" && !this.suggestions.hidden) {
      event.preventDefault();
      this.suggestions.lastElementChild.focus();
    } else if (event.key === "ArrowUp" && this.field.value === "") {
      const last = this.#actions.lastOut();
      if (!last) return;
      event.preventDefault();
      this.edit(last);
    }
  }

  #onSuggestionKey(event) {
    const at = document.activeElement;
    const to = { ArrowDown: at.nextElementSibling ?? this.field, ArrowUp: at.previousElementSibling, Escape: this.field }[event.key];
    if (!to) return;
    event.preventDefault();
    if (event.key === "Escape") this.suggestions.hidden = true;
    to.focus();
  }

  #submit() {
    const text = this.field.value.trim();
    if (!text) return;
    if (this.#editing) {
      const editing = this.#editing;
      this.edit(null);
      if (text !== editing.text) this.#actions.edit(editing.message_id, text);
      return;
    }
    this.field.value = "";
    this.#onInput();
    const points = Array.from(text);
    for (let from = 0; from < points.length; from += TEXT_LIMIT) this.#actions.say(points.slice(from, from + TEXT_LIMIT).join(""));
  }

  #commandEntries(commands, from = "menu") {
    return commands.map(({ command, description }) => {
      const run = () => {
        if (from === "listed") {
          this.field.value = "";
          this.#onInput();
          this.field.focus();
        }
        this.#actions.say(`/${command}`);
      };
      const entry = menuEntry(() => this.menu, null, description, run, { note: `/${command}` });
      if (from === "listed") entry.removeAttribute("role");
      return entry;
    });
  }

  #attachEntries() {
    const kinds = [["pin", "location"], ["person", "contact"], ["photo", "photo"], ["mic", "voice"], ["sticker", "sticker"], ["document", "document"]];
    return kinds.map(([mark, kind]) => menuEntry(() => this.attach, mark, t(kind), () => {
      if (kind === "location") this.#actions.location();
      else if (kind === "contact") this.#actions.contact();
      else this.#actions.attach(kind);
    }));
  }
}
