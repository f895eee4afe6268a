/** One message → its node: the bubble (or a service line) and what each kind of content looks like. */

import { fileUrl } from "./api.js";
import { el, icon } from "./dom.js";
import { renderText } from "./entities.js";
import { townMap } from "./townmap.js";
import { locale, t } from "./words.js";

const clock = new Intl.DateTimeFormat(locale, { hour: "2-digit", minute: "2-digit" });
const calendar = new Intl.DateTimeFormat(locale, { day: "numeric", month: "long" });
export const timeOf = (message) => clock.format(message.date * 1000);
export const dayOf = (message) => calendar.format(message.date * 1000);

function words(message, actions) {
  return el("div", { class: "text", dir: "auto" }, renderText(message.text ?? "", message.entities, actions));
}

function caption(message, actions) {
  if (!message.caption) return [];
  return [el("div", { class: "text", dir: "auto" }, renderText(message.caption, message.caption_entities, actions))];
}

function fileSize(bytes) {
  if (!bytes) return "";
  const [size, unit] = bytes < 1000 ? [bytes, "byte"] : bytes < 1e6 ? [bytes / 1e3, "kilobyte"] : [bytes / 1e6, "megabyte"];
  return new Intl.NumberFormat(locale, { style: "unit", unit, maximumFractionDigits: 1 }).format(size);
}

function card(mark, title, subtitle, props = {}) {
  const inner = [
    el("span", { class: "card-mark" }, mark),
    el("span", { class: "card-words" }, el("span", { class: "card-title", text: title }), el("span", { class: "card-subtitle", text: subtitle })),
  ];
  return props.href ? el("a", { class: "card", ...props }, ...inner) : el("div", { class: "card", ...props }, ...inner);
}

function documentCard(file) {
  const name = file.file_name || "file";
  return card(icon("document"), name, [fileSize(file.file_size), name.split(".").pop().toUpperCase()].filter(Boolean).join(" · "), {
    href: fileUrl(file.file_id), target: "_blank", rel: "noopener", "aria-label": t("openFile", { name }),
  });
}

function photo(sizes) {
  const largest = sizes[sizes.length - 1];
  const image = el("img", { class: "photo", src: fileUrl(largest.file_id), alt: t("photoAlt"), loading: "lazy" });
  image.addEventListener("error", () => image.replaceWith(el("div", { class: "photo missing", role: "img", "aria-label": t("photoAlt") }, icon("photo"))), { once: true });
  return image;
}

function wave(voice) {
  const bars = el("span", { class: "wave", "aria-hidden": "true" });
  for (let bar = 0; bar < 26; bar += 1) bars.append(el("i", { class: `h${(bar * 7 + (bar % 3) * 5) % 9}` }));
  const seconds = voice.duration ?? 0;
  return el("div", { class: "card voice", role: "img", "aria-label": t("voiceLength", { n: seconds }) },
    el("span", { class: "card-mark" }, icon("play")),
    el("span", { class: "card-words" }, bars, el("span", { class: "card-subtitle", text: `0:${String(seconds).padStart(2, "0")}` })));
}

function place(venue) {
  return [
    townMap(venue.location.latitude, venue.location.longitude),
    el("div", { class: "venue" }, el("div", { class: "card-title", text: venue.title }), el("div", { class: "card-subtitle", text: venue.address })),
  ];
}

/** What stands in the bubble: [nodes, class of the bubble]. */
function content(message, actions) {
  if (message.venue) return [place(message.venue), "pictured"];
  if (message.location) return [[townMap(message.location.latitude, message.location.longitude)], "pictured bare"];
  if (message.contact) {
    const name = [message.contact.first_name, message.contact.last_name].filter(Boolean).join(" ");
    return [[card(name.slice(0, 1).toUpperCase(), name, message.contact.phone_number)], ""];
  }
  if (message.document) return [[documentCard(message.document), ...caption(message, actions)], ""];
  if (message.photo?.length) return [[photo(message.photo), ...caption(message, actions)], message.caption ? "pictured" : "pictured bare"];
  if (message.voice) return [[wave(message.voice), ...caption(message, actions)], ""];
  if (message.sticker) return [[el("div", { class: "sticker", text: message.sticker.emoji || "🙂" })], "loose"];
  if (typeof message.text === "string") return [[words(message, actions)], ""];
  return [[el("div", { class: "text" }, el("em", { text: t("unknown") }))], ""];
}

/** The line of a message that nobody wrote (joins, leaves …), or null. */
function serviceLine(message) {
  if (message.service) return message.service;
  if (message.left_chat_member) return t("left");
  if (message.new_chat_members || message.group_chat_created) return t("joined");
  return null;
}

/**
 * Fills `node` (a `.message`) with the message; called again after an edit.
 * @param {HTMLElement} node @param {Object} message Bot API Message plus `out`
 * @param {string} who the writer's name for screen readers
 */
export function fillMessage(node, message, who, actions, keyboard) {
  const line = serviceLine(message);
  if (line) {
    node.className = "message service";
    node.replaceChildren(el("span", { class: "pill", text: line }));
    return;
  }
  const [nodes, extra] = content(message, actions);
  const time = timeOf(message);
  // Telegram shows «edited» on people's messages only: a bot's screens change all the time.
  const edited = message.out && message.edit_date ? `${t("edited")} ` : "";
  const meta = el("span", { class: "meta", "aria-hidden": "true" },
    edited ? el("span", { text: edited }) : null,
    el("time", { text: time }), message.out ? icon("ticks") : null);
  const bubble = el("div", { class: `bubble ${extra}`, tabindex: "-1", role: "article", "aria-label": t("said", { who, time }) }, ...nodes, meta);
  const last = nodes[nodes.length - 1];
  // Room for the time at the end of the last line, as in Telegram, and as wide as the time is.
  if (last.classList?.contains("text")) last.append(el("span", { class: `meta-room${message.out ? " ticked" : ""}`, "data-meta": edited + time }));
  node.className = `message ${message.out ? "out" : "in"}${keyboard ? " keyed" : ""}`;
  node.replaceChildren(bubble, ...(keyboard ? [keyboard] : []));
}
