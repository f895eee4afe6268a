/** Inline keyboards under a message and reply keyboards under the composer. */

import { el, icon } from "./dom.js";
import { safeUrl } from "./entities.js";
import { t } from "./words.js";

const ANSWER_DEADLINE_MS = 20000;

/** @param {Object} markup InlineKeyboardMarkup or undefined → node or null */
export function inlineKeyboard(markup, actions) {
  const rows = markup?.inline_keyboard?.filter((row) => row.length) ?? [];
  if (!rows.length) return null;
  return el("div", { class: "inline-keyboard", role: "group" },
    ...rows.map((row) => el("div", { class: "key-row" }, ...row.map((button) => inlineButton(button, actions)))));
}

function label(text) {
  return el("span", { class: "key-label", dir: "auto", text });
}

function inlineButton(button, actions) {
  const href = button.url ? safeUrl(button.url) : null;
  if (href) {
    const onClick = (event) => {
      if (actions.link(href, "")) event.preventDefault();
    };
    return el("a", { class: "key", href, target: "_blank", rel: "noopener noreferrer", "aria-label": t("openLabel", { label: button.text }), on: { click: onClick } },
      label(button.text), icon("arrow"));
  }
  const key = el("button", { type: "button", class: "key" }, label(button.text), el("span", { class: "spinner", "aria-hidden": "true" }));
  key.addEventListener("click", () => {
    if (button.copy_text) actions.copy(button.copy_text.text);
    else if (!key.classList.contains("pending")) actions.press(key, button.callback_data ?? "");
  });
  return key;
}

/** Which pressed buttons still wait. `callback_done` may overtake the answer to the press itself. */
export class PendingPresses {
  #waiting = new Map();
  #early = new Set();

  /** @param {HTMLButtonElement} key @param {Promise<{callback_query_id: string}>} request */
  async follow(key, request) {
    const name = key.textContent;
    key.classList.add("pending");
    key.setAttribute("aria-label", t("loading", { label: name }));
    key.setAttribute("aria-busy", "true");
    const release = () => {
      key.classList.remove("pending");
      key.removeAttribute("aria-label");
      key.removeAttribute("aria-busy");
    };
    try {
      const { callback_query_id: id } = await request;
      if (this.#early.delete(id)) return release();
      const timer = setTimeout(() => this.done(id), ANSWER_DEADLINE_MS);
      this.#waiting.set(id, () => { clearTimeout(timer); release(); });
    } catch (error) {
      release();
      throw error;
    }
  }

  done(id) {
    const release = this.#waiting.get(id);
    if (!release) this.#early.add(id);
    else {
      this.#waiting.delete(id);
      release();
    }
  }
}

/** @param {Object} markup ReplyKeyboardMarkup */
export function replyKeyboard(markup, actions) {
  const keys = el("div", { class: `reply-keyboard${markup.resize_keyboard ? "" : " tall"}`, role: "group", "aria-label": t("showKeyboard") });
  for (const row of markup.keyboard) {
    keys.append(el("div", { class: "key-row" }, ...row.map((entry) => {
      const button = typeof entry === "string" ? { text: entry } : entry;
      const mark = button.request_location ? icon("pin") : button.request_contact ? icon("person") : null;
      const onClick = () => {
        if (button.request_location) actions.location();
        else if (button.request_contact) actions.contact();
        else actions.say(button.text);
        if (markup.one_time_keyboard) actions.fold();
      };
      return el("button", { type: "button", class: "reply-key", on: { click: onClick } }, mark, label(button.text));
    })));
  }
  return keys;
}
