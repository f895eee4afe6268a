/** A small menu that opens at its button: arrows walk, Esc and a press outside close, focus goes home. */

import { el, icon } from "./dom.js";

export class Menu {
  #opener;
  #build;

  /**
   * @param {HTMLElement} opener its button; gets aria-haspopup and aria-expanded
   * @param {() => Array<HTMLElement>} build the entries, made anew each time it opens
   */
  constructor(opener, label, className, build) {
    this.#opener = opener;
    this.#build = build;
    this.node = el("div", { class: `menu ${className}`, role: "menu", "aria-label": label, hidden: true });
    opener.setAttribute("aria-haspopup", "menu");
    opener.setAttribute("aria-expanded", "false");
    opener.addEventListener("click", () => (this.node.hidden ? this.open() : this.close()));
    this.node.addEventListener("keydown", (event) => this.#onKey(event));
    this.node.addEventListener("focusout", (event) => {
      if (event.relatedTarget && !this.node.contains(event.relatedTarget) && event.relatedTarget !== this.#opener) this.close(false);
    });
    document.addEventListener("pointerdown", (event) => {
      if (!this.node.hidden && !this.node.contains(event.target) && !this.#opener.contains(event.target)) this.close(false);
    });
  }

  open() {
    this.node.replaceChildren(...this.#build());
    this.node.hidden = false;
    this.#opener.setAttribute("aria-expanded", "true");
    this.node.querySelector("button")?.focus();
  }

  /** Builds the entries again with the same one focused. */
  refresh() {
    const at = [...this.node.children].indexOf(document.activeElement);
    this.node.replaceChildren(...this.#build());
    this.node.children[at]?.focus();
  }

  close(focus = true) {
    if (this.node.hidden) return;
    this.node.hidden = true;
    this.#opener.setAttribute("aria-expanded", "false");
    if (focus) this.#opener.focus();
  }

  #onKey(event) {
    const entries = [...this.node.querySelectorAll("button")];
    const at = entries.indexOf(document.activeElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: entries.length - 1 }[event.key];
    if (event.key === "Escape") this.close();
    else if (to !== undefined) entries[(to + entries.length) % entries.length]?.focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
}

/** One line of a menu. `stay` keeps the menu open after the press. */
export function menuEntry(menu, mark, text, onClick, { stay = false, checked = null, danger = false, note = "" } = {}) {
  return el("button", {
    type: "button", class: `menu-entry${danger ? " danger" : ""}`, role: checked === null ? "menuitem" : "menuitemradio",
    "aria-checked": checked === null ? null : String(checked),
    on: { click: () => { if (!stay) menu().close(); onClick(); } },
  }, mark ? (typeof mark === "string" ? icon(mark) : mark) : null, el("span", { class: "menu-words" }, el("span", { text }), note ? el("span", { class: "menu-note", text: note }) : null));
}
