/** The scrolling list of messages: in order of id, with day lines, following the newest while the person is near it. */

import { dayOf, fillMessage } from "./bubble.js";
import { el, iconButton } from "./dom.js";
import { inlineKeyboard } from "./keyboards.js";
import { t } from "./words.js";

const NEAR_PX = 90;

export class MessageLog {
  #entries = new Map(); // message_id → {node, message}
  #following = true;
  #missed = 0;
  #lastTop = 0;
  #who;
  #actions;

  /** @param {(message) => string} who @param {Object} actions see pane.js */
  constructor(who, actions) {
    this.#who = who;
    this.#actions = actions;
    this.list = el("div", { class: "list" });
    this.empty = el("div", { class: "empty" });
    this.scroller = el("div", { class: "scroller", role: "log", "aria-live": "polite", "aria-relevant": "additions", "aria-label": t("log"), tabindex: "0" }, this.empty, this.list);
    this.scroller.classList.add("following");
    this.jump = iconButton("down", t("down"), () => this.follow(), { class: "icon-button jump", hidden: true });
    this.badge = el("span", { class: "badge", hidden: true });
    this.jump.append(this.badge);
    this.node = el("div", { class: "log" }, this.scroller, this.jump);
    this.scroller.addEventListener("scroll", () => this.#onScroll(), { passive: true });
    // Both the list (new text) and the window (a keyboard opens) change what "the end" is.
    const observer = new ResizeObserver(() => {
      if (this.#following) this.#toEnd();
    });
    observer.observe(this.list);
    observer.observe(this.scroller);
  }

  get size() { return this.#entries.size; }

  get lastOut() {
    const own = [...this.#entries.values()].filter(({ message }) => message.out && typeof message.text === "string");
    return own.length ? own[own.length - 1].message : null;
  }

  follow() {
    this.#following = true;
    this.#missed = 0;
    this.#toEnd();
    this.#showJump();
  }

  #toEnd() {
    this.scroller.scrollTop = this.scroller.scrollHeight;
    this.#lastTop = this.scroller.scrollTop; // shorter than before when a message shrank
  }

  /** Brings the list to exactly these messages; what did not change keeps its node (and its focus). */
  reset(messages) {
    this.scroller.setAttribute("aria-busy", "true");
    const wanted = new Set(messages.map((message) => message.message_id));
    for (const id of [...this.#entries.keys()]) if (!wanted.has(id)) this.remove(id);
    if (!messages.length) this.list.replaceChildren(); // service notes go with the chat
    for (const message of messages) this.put(message, true);
    requestAnimationFrame(() => this.scroller.removeAttribute("aria-busy"));
    this.#showEmpty();
  }

  put(message, quiet = false) {
    const known = this.#entries.get(message.message_id);
    if (known) {
      if (JSON.stringify(known.message) !== JSON.stringify(message)) this.#refill(known, message);
      return;
    }
    const node = el("div", { "data-id": message.message_id });
    this.#entries.set(message.message_id, { node, message });
    this.#fill(node, message);
    this.#insert(node, message);
    if (message.out && !quiet) this.follow();
    else if (!this.#following && !quiet) this.#missed += 1;
    this.#showJump();
    this.#showEmpty();
  }

  remove(id) {
    const known = this.#entries.get(id);
    if (!known) return;
    const before = known.node.previousElementSibling;
    known.node.remove();
    this.#entries.delete(id);
    if (before?.classList.contains("day") && !before.nextElementSibling?.dataset.id) before.remove();
    this.#showEmpty();
  }

  /** A service line that is no message. */
  note(text) {
    this.list.append(el("div", { class: "message service" }, el("span", { class: "pill", text })));
    this.#showEmpty();
  }

  #fill(node, message) {
    fillMessage(node, message, this.#who(message), this.#actions, inlineKeyboard(message.reply_markup, {
      ...this.#actions,
      press: (key, data) => this.#actions.press(message.message_id, key, data),
    }));
  }

  #refill(known, message) {
    const focused = known.node.contains(document.activeElement);
    known.message = message;
    this.#fill(known.node, message);
    // The pressed button is gone: its message keeps the focus, Tab goes on from there.
    if (focused) known.node.querySelector(".bubble")?.focus({ preventScroll: true });
  }

  #insert(node, message) {
    let after = this.list.lastElementChild;
    while (after && Number(after.dataset.id) > message.message_id) after = after.previousElementSibling;
    const day = dayOf(message);
    node.dataset.day = day;
    let previous = after;
    while (previous && !previous.dataset.day) previous = previous.previousElementSibling;
    const nodes = previous?.dataset.day === day ? [node] : [el("div", { class: "day", "data-day": day }, el("span", { class: "pill", text: day })), node];
    if (after) after.after(...nodes);
    else this.list.prepend(...nodes);
  }

  #onScroll() {
    const { scrollTop, scrollHeight, clientHeight } = this.scroller;
    // Only a person scrolls up: a tall answer that grows while it is laid out leaves scrollTop alone.
    if (scrollHeight - scrollTop - clientHeight < NEAR_PX) this.#following = true;
    else if (scrollTop < this.#lastTop) this.#following = false;
    this.#lastTop = scrollTop;
    if (this.#following) this.#missed = 0;
    this.#showJump();
  }

  #showJump() {
    this.jump.hidden = this.#following;
    // The browser's own anchoring moves scrollTop back as messages above get their true heights.
    this.scroller.classList.toggle("following", this.#following);
    this.badge.hidden = this.#missed === 0;
    this.badge.textContent = String(this.#missed);
    this.jump.setAttribute("aria-label", this.#missed ? `${t("down")}. ${t("newMessages", { n: this.#missed })}` : t("down"));
  }

  #showEmpty() {
    this.empty.hidden = this.list.childElementCount > 0;
  }
}
