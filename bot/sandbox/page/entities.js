/** Bot API text with entities (UTF-16 offsets, which JavaScript's strings count too) → DOM nodes. */

import { el } from "./dom.js";
import { t } from "./words.js";

const BLOCKS = new Set(["pre", "blockquote", "expandable_blockquote"]);
const SCHEMES = new Set(["http:", "https:", "mailto:", "tel:", "tg:"]);

/** An address safe to follow, or null. A bare domain is http, as Telegram has it. */
export function safeUrl(text) {
  const address = /^[a-z][a-z0-9+.-]*:/i.test(text) ? text : `http://${text}`;
  try {
    const url = new URL(address);
    return SCHEMES.has(url.protocol) ? url.href : null;
  } catch {
    return null;
  }
}

/**
 * @param {string} text
 * @param {Array<{type: string, offset: number, length: number, url?: string, language?: string}>} entities
 * @param {{command: Function, link: Function, phone: Function}} actions what a tap does
 * @returns {DocumentFragment}
 */
export function renderText(text, entities = [], actions) {
  const sorted = entities
    .map((entity, order) => ({ ...entity, order, end: Math.min(entity.offset + entity.length, text.length) }))
    .filter((entity) => entity.length > 0 && entity.offset < text.length)
    .sort((a, b) => a.offset - b.offset || b.end - a.end || a.order - b.order);
  const out = document.createDocumentFragment();
  out.append(...renderRange(text, 0, text.length, sorted, actions));
  return out;
}

function renderRange(text, from, to, entities, actions) {
  const nodes = [];
  const queue = [...entities];
  let at = from;
  while (queue.length) {
    const entity = queue.shift();
    if (entity.offset > at) nodes.push(document.createTextNode(text.slice(at, entity.offset)));
    const inner = [];
    const rest = [];
    for (const other of queue) {
      if (other.offset >= entity.end) rest.push(other);
      else if (other.end <= entity.end) inner.push(other);
      else {
        // Half inside: Telegram never sends this, yet half a style beats a lost one.
        inner.push({ ...other, end: entity.end });
        rest.push({ ...other, offset: entity.end });
      }
    }
    queue.splice(0, queue.length, ...rest);
    const children = renderRange(text, entity.offset, entity.end, inner, actions);
    nodes.push(wrap(entity, text.slice(entity.offset, entity.end), children, actions));
    at = entity.end;
    // A block ends its own line: the line break after it would show as an empty line.
    if (BLOCKS.has(entity.type) && text[at] === "\n" && at < to) at += 1;
  }
  if (at < to) nodes.push(document.createTextNode(text.slice(at, to)));
  return nodes;
}

function wrap(entity, raw, children, actions) {
  switch (entity.type) {
    case "bold": return el("strong", {}, ...children);
    case "italic": return el("em", {}, ...children);
    case "underline": return el("u", {}, ...children);
    case "strikethrough": return el("s", {}, ...children);
    case "code": return el("code", {}, ...children);
    case "pre": return el("pre", { "data-language": entity.language, tabindex: "0" }, el("code", {}, ...children));
    case "blockquote": return el("blockquote", {}, ...children);
    case "expandable_blockquote": return expandable(children);
    case "spoiler": return spoiler(children);
    case "url": return link(raw, raw, children, actions);
    case "text_link": return link(entity.url || "", raw, children, actions);
    case "email": return link(`mailto:${raw}`, raw, children, actions);
    case "phone_number": return tap("link", children, () => actions.phone(raw));
    case "bot_command": return tap("link", children, () => actions.command(raw));
    case "mention": case "text_mention": case "hashtag": case "cashtag":
      return el("span", { class: "mention" }, ...children);
    default: return el("span", {}, ...children);
  }
}

function tap(className, children, onClick) {
  return el("button", { type: "button", class: className, on: { click: onClick } }, ...children);
}

function link(address, shown, children, actions) {
  const href = safeUrl(address);
  if (!href) return el("span", {}, ...children);
  const onClick = (event) => {
    if (actions.link(href, shown)) event.preventDefault();
  };
  return el("a", { href, target: "_blank", rel: "noopener noreferrer", on: { click: onClick } }, ...children);
}

function spoiler(children) {
  const cover = el("span", { class: "spoiler", role: "button", tabindex: "0", "aria-label": t("hidden") });
  const inner = el("span", { class: "spoiler-text", "aria-hidden": "true", inert: true }, ...children);
  const show = () => {
    cover.classList.add("open");
    for (const name of ["role", "tabindex", "aria-label"]) cover.removeAttribute(name);
    for (const name of ["aria-hidden", "inert"]) inner.removeAttribute(name);
  };
  cover.append(inner);
  cover.addEventListener("click", show);
  cover.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    show();
  });
  return cover;
}

function expandable(children) {
  const quote = el("blockquote", { class: "folded" }, ...children);
  const unfold = el("button", {
    type: "button", class: "unfold", "aria-label": t("more_text"), text: "⌄",
    on: { click: () => { quote.classList.remove("folded"); unfold.remove(); } },
  });
  quote.append(unfold);
  return quote;
}
