/** Dialogs on the native <dialog>: focus stays inside, Esc closes, the focus returns where it was. */

import { el } from "./dom.js";
import { LANGUAGES, t } from "./words.js";

let count = 0;

/**
 * Shows a dialog over `pane` and resolves with the value it was closed with (null: cancelled).
 * @param {HTMLElement} pane @param {string} title
 * @param {(close: (value) => void) => Array<Node>} build
 */
export function showDialog(pane, title, className, build) {
  return new Promise((resolve) => {
    count += 1;
    const id = `dialog-${count}`;
    let value = null;
    const opener = document.activeElement;
    const dialog = el("dialog", { class: `dialog ${className}`, "aria-labelledby": id });
    const close = (result) => { value = result; dialog.close(); };
    dialog.append(el("h2", { id, text: title }), ...build(close));
    dialog.addEventListener("close", () => {
      dialog.remove();
      if (opener?.isConnected) opener.focus({ preventScroll: true });
      resolve(value);
    });
    dialog.addEventListener("pointerdown", (event) => { if (event.target === dialog) close(null); });
    pane.append(dialog);
    const box = pane.getBoundingClientRect();
    dialog.style.setProperty("--pane-middle", `${box.left + box.width / 2}px`);
    dialog.style.setProperty("--pane-width", `${box.width}px`);
    dialog.showModal();
  });
}

function actions(...buttons) {
  return el("div", { class: "dialog-actions" }, ...buttons);
}

function plain(text, onClick, props = {}) {
  return el("button", { type: "button", class: "flat", text, on: { click: onClick }, ...props });
}

export const showAlert = (pane, bot, text) =>
  showDialog(pane, bot, "alert", (close) => [el("p", { text, dir: "auto" }), actions(plain(t("ok"), () => close(true), { autofocus: true }))]);

export const confirm = (pane, title, text, yes, danger = false) =>
  showDialog(pane, title, "alert", (close) => [
    text ? el("p", { text }) : "",
    actions(plain(t("cancel"), () => close(null)), plain(yes, () => close(true), { autofocus: true, class: danger ? "flat danger" : "flat" })),
  ]);

function readable(href) {
  try { return decodeURI(href); } catch { return href; }
}

/** An outside address is followed only from here, as Telegram asks too. */
export const askLink = (pane, href) =>
  showDialog(pane, t("open"), "alert", (close) => [
    el("p", { class: "address", text: readable(href) }),
    actions(plain(t("cancel"), () => close(null)),
      el("a", { class: "flat", href, target: "_blank", rel: "noopener noreferrer", text: t("openGo"), autofocus: true, on: { click: () => setTimeout(() => close(true)) } })),
  ]);

/** Resolves with "copy", "call" or null. */
export const askPhone = (pane, number) =>
  showDialog(pane, t("phone"), "alert", (close) => [
    el("p", { class: "address", text: number }),
    actions(plain(t("copy"), () => close("copy"), { autofocus: true }),
      el("a", { class: "flat", href: `tel:${number.replace(/[^+\d*#]/g, "")}`, text: t("call"), on: { click: () => setTimeout(() => close("call")) } })),
  ]);

function languageChoice(current) {
  return el("div", { class: "choices", role: "radiogroup", "aria-label": t("languageTitle") }, ...LANGUAGES.map(([code, name]) =>
    el("label", { class: "choice" }, el("input", { type: "radio", name: "language", value: code, checked: code === current, autofocus: code === current }), el("span", { text: name }), el("span", { class: "menu-note", text: code }))));
}

/** Resolves with a language code. */
export const askLanguage = (pane, current) =>
  showDialog(pane, t("languageTitle"), "form", (close) => {
    const choices = languageChoice(current);
    return [el("p", { class: "hint", text: t("languageHint") }), choices, actions(plain(t("cancel"), () => close(null)),
      plain(t("ok"), () => close(choices.querySelector("input:checked")?.value ?? null)))];
  });

/** Resolves with {first_name, language_code}. */
export const askNewUser = (pane) =>
  showDialog(pane, t("newUser"), "form", (close) => {
    const name = el("input", { class: "field", type: "text", maxlength: "64", "aria-label": t("name"), placeholder: t("name"), autofocus: true, autocomplete: "off" });
    const choices = languageChoice("ky");
    choices.querySelector("[autofocus]")?.removeAttribute("autofocus");
    const submit = () => {
      if (!name.value.trim()) return name.focus();
      close({ first_name: name.value.trim(), language_code: choices.querySelector("input:checked").value });
    };
    name.addEventListener("keydown", (event) => { if (event.key === "Enter") submit(); });
    return [name, choices, actions(plain(t("cancel"), () => close(null)), plain(t("add"), submit))];
  });
