/** One person's phone: the header, the chat with the bot, the composer, and the stream that feeds them. */

import { act, changeUser, groups, openStream } from "./api.js";
import { Composer } from "./composer.js";
import { askLanguage, askLink, askPhone, confirm, showAlert } from "./dialogs.js";
import { el } from "./dom.js";
import { Header } from "./header.js";
import { PendingPresses } from "./keyboards.js";
import { MessageLog } from "./log.js";
import { askLocation } from "./townpicker.js";
import { t } from "./words.js";

const TOAST_MS = 3500;
const TYPING_MS = 5500;

export class Pane {
  #bot = { name: "Safar", username: "", commands: [] };
  #blocked = false;
  #payload;
  #pending = new PendingPresses();
  #stream = null;
  #timers = {};

  /**
   * @param {{id: number, first_name: string, language_code: string}} user
   * @param {Object} stage what concerns all panes: users(), switchUser, addUser, toggleSecond, hasSecond, changed
   * @param {string|null} payload of a deep link, offered behind Start
   */
  constructor(user, stage, payload = null) {
    this.user = user;
    this.#payload = payload;
    const actions = this.#actions();
    this.header = new Header(user, stage, {
      language: () => this.#chooseLanguage(stage), block: () => this.#block(!this.#blocked), blocked: () => this.#blocked,
      clear: () => this.#clear(), group: () => this.#addToGroup(),
      editLast: () => { const last = this.log.lastOut; if (last) this.composer.edit(last); else this.toast(t("noLast")); },
    });
    this.log = new MessageLog((message) => (message.out ? t("you") : this.#bot.name), actions);
    this.composer = new Composer(actions);
    this.toasts = el("div", { class: "toasts", role: "status" });
    this.node = el("section", { class: "pane", "aria-label": t("chat", { name: user.first_name }) }, this.header.node, this.log.node, this.composer.node, this.toasts);
    this.node.addEventListener("keydown", (event) => this.#typeAnywhere(event));
    this.header.status = "connecting";
    this.composer.mode = "write";
    this.composer.commands = [];
  }

  open() {
    this.#stream = openStream(this.user.id, this.#handlers(), () => { this.header.status = "connecting"; });
  }

  close() {
    this.#stream?.close();
    for (const timer of Object.values(this.#timers)) clearTimeout(timer);
    this.node.remove();
  }

  toast(text) {
    clearTimeout(this.#timers.toast);
    this.toasts.replaceChildren(el("div", { class: "toast", text, dir: "auto" }));
    this.#timers.toast = setTimeout(() => this.toasts.replaceChildren(), TOAST_MS);
  }

  #handlers() {
    return {
      snapshot: (state) => {
        this.header.status = "online";
        this.#blocked = Boolean(state.blocked);
        this.#showBot(state.bot);
        this.log.reset(state.messages);
        this.composer.keyboard = state.keyboard ?? null;
        this.#showMode();
      },
      message: ({ message, keyboard }) => {
        if (!message.out) this.#stopTyping();
        this.log.put(message);
        if (keyboard !== undefined) this.composer.keyboard = keyboard;
        this.#showMode();
      },
      edit: ({ message }) => { this.#stopTyping(); this.log.put(message); },
      delete: ({ message_id: id }) => { this.log.remove(id); this.#showMode(); },
      toast: ({ text, show_alert: alert, callback_query_id: id }) => {
        if (id) this.#pending.done(id);
        if (alert) showAlert(this.node, this.#bot.name, text);
        else this.toast(text);
      },
      callback_done: ({ callback_query_id: id }) => this.#pending.done(id),
      profile: ({ bot }) => this.#showBot(bot),
      typing: () => {
        this.header.status = "typing";
        clearTimeout(this.#timers.typing);
        this.#timers.typing = setTimeout(() => this.#stopTyping(), TYPING_MS);
      },
      left: ({ group_id: id }) => this.#showGroup(id),
    };
  }

  #actions() {
    const say = (text) => this.#do("send", { text });
    return {
      say,
      command: say,
      press: (messageId, key, data) => {
        this.#pending.follow(key, act(this.user.id, "press", { message_id: messageId, data })).catch((error) => this.#fail(error));
      },
      link: (href, shown) => this.#followLink(href, shown),
      phone: async (number) => { if ((await askPhone(this.node, number)) === "copy") this.#copy(number); },
      copy: (text) => this.#copy(text),
      location: async () => {
        const place = await askLocation(this.node);
        if (place) this.#do("location", place);
      },
      contact: async () => { if (await confirm(this.node, t("contact"), t("shareContact"), t("send"))) this.#do("contact"); },
      attach: (kind) => this.#do(kind),
      edit: (messageId, text) => this.#do("edit", { message_id: messageId, text }),
      lastOut: () => this.log.lastOut,
      start: () => {
        const body = this.#payload ? { payload: this.#payload } : {};
        this.#payload = null;
        this.#showMode();
        this.#do("start", body);
      },
      unblock: () => this.#block(false),
    };
  }

  async #do(verb, body) {
    try {
      await act(this.user.id, verb, body);
      return true;
    } catch (error) {
      this.#fail(error);
      return false;
    }
  }

  #fail(error) {
    this.toast(error.message === "offline" ? t("noServer") : t("failed", { reason: error.message }));
  }

  #showBot(bot) {
    this.#bot = bot;
    this.header.bot = bot;
    this.composer.commands = bot.commands;
    this.log.empty.replaceChildren(el("div", { class: "about" },
      bot.description ? el("h2", { text: t("whatCan") }) : null, el("p", { text: bot.description || t("empty"), dir: "auto" })));
  }

  #showMode() {
    this.composer.mode = this.#blocked ? "blocked" : this.log.size === 0 || this.#payload ? "start" : "write";
  }

  #stopTyping() {
    clearTimeout(this.#timers.typing);
    if (this.header.status === "typing") this.header.status = "online";
  }

  #followLink(href, shown) {
    const url = new URL(href);
    const own = url.hostname === "t.me" && url.pathname.slice(1).toLowerCase() === this.#bot.username.toLowerCase();
    if (own) {
      this.#payload = url.searchParams.get("start");
      this.#showMode();
      return true;
    }
    if (shown && (shown === href || `${shown}/` === href)) return false;
    askLink(this.node, href);
    return true;
  }

  async #copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      this.toast(t("copied"));
    } catch (error) {
      this.#fail(error);
    }
  }

  async #block(blocked) {
    if (!(await this.#do("block", { blocked }))) return;
    this.#blocked = blocked;
    this.#showMode();
  }

  async #clear() {
    if (!(await confirm(this.node, t("clear"), t("clearAsk"), t("remove"), true))) return;
    await this.#do("clear"); // the stream brings an empty snapshot
  }

  async #addToGroup() {
    this.log.note(t("joined"));
    await this.#do("group");
  }

  /** The group has no chat of its own here: what the bot said there stands as notes. */
  async #showGroup(id) {
    const group = (await groups().catch(() => [])).find((known) => known.id === id);
    for (const message of group?.messages ?? []) {
      if (!message.out) this.log.note(`${this.#bot.name}: ${message.text ?? ""}`);
    }
    this.log.note(t("left"));
  }

  async #chooseLanguage(stage) {
    const code = await askLanguage(this.node, this.user.language_code);
    if (!code || code === this.user.language_code) return;
    try {
      await changeUser(this.user.id, { language_code: code });
      this.user.language_code = code;
      stage.changed();
    } catch (error) {
      this.#fail(error);
    }
  }

  /** On a desktop a letter typed anywhere goes to the field, as in Telegram. */
  #typeAnywhere(event) {
    if (event.key.length !== 1 || event.key === " " || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, dialog, .menu") || this.composer.writing.hidden) return;
    this.composer.field.focus();
  }
}
