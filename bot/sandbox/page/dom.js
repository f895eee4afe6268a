/** Building nodes. Text only ever becomes a text node: no markup of a message is parsed here. */

/** @param {string} tag @param {Object} [props] `class`, `text`, `on: {event: listener}`, else attributes
 *  (true = bare, false/null/undefined = none) */
export function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === false || value === null || value === undefined) continue;
    if (name === "class") node.className = value;
    else if (name === "text") node.textContent = value;
    else if (name === "on") {
      for (const [event, listener] of Object.entries(value)) node.addEventListener(event, listener);
    } else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

const SVG = "http://www.w3.org/2000/svg";

export function svg(tag, attributes = {}, ...children) {
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}

// Drawn on a 24×24 grid; a path that starts with "*" is filled, the others are lines.
const ICONS = {
  more: ["*M12 3.8a1.9 1.9 0 1 0 .01 0zM12 10.1a1.9 1.9 0 1 0 .01 0zM12 16.4a1.9 1.9 0 1 0 .01 0z"],
  menu: ["M4 7h16M4 12h16M4 17h16"],
  attach: ["M20.5 11.3l-8.6 8.5a5.6 5.6 0 0 1-7.9-7.9l8.9-8.8a3.7 3.7 0 0 1 5.3 5.3l-8.9 8.8a1.9 1.9 0 0 1-2.7-2.7l8.1-8"],
  send: ["*M2.6 20.8L22.4 12 2.6 3.2l-.1 6.9L15.6 12 2.5 13.9z"],
  mic: ["M12 3.2a2.9 2.9 0 0 0-2.9 2.9v5.4a2.9 2.9 0 0 0 5.8 0V6.100a2.9 2.9 0 0 0-2.9-2.9z", "M5.7 11.2a6.3 6.3 0 0 0 12.6 0M12 17.5V21"],
  keyboard: ["M4.5 5.5h15a1.5 1.5 0 0 1 1.5 1.5v10a1.5 1.5 0 0 1-1.5 1.5h-15A1.5 1.5 0 0 1 3 17V7a1.5 1.5 0 0 1 1.5-1.5z", "M7 9.5h.01M10.3 9.5h.01M13.7 9.5h.01M17 9.5h.01M7 12.3h.01M17 12.3h.01M10.3 12.3h.01M13.7 12.3h.01M8.5 15.3h7"],
  close: ["M6 6l12 12M18 6L6 18"],
  down: ["M5.5 9l6.5 6.5L18.5 9"],
  check: ["M4.5 12.5l5 5L19.5 7"],
  ticks: ["M1.5 12.8l4.6 4.7L15.3 7.3M11 16.2l1.3 1.3L21.5 7.3"],
  arrow: ["M8 16L16.5 7.5M9.5 7.5h7v7"],
  pin: ["M12 3a6.6 6.6 0 0 0-6.6 6.6C5.4 14.4 12 21 12 21s6.6-6.6 6.6-11.4A6.6 6.6 0 0 0 12 3z", "M12 7.3a2.3 2.3 0 1 0 .01 0z"],
  person: ["M12 4a3.8 3.8 0 1 0 .01 0z", "M4.8 20c.6-4 3.6-5.6 7.2-5.6s6.6 1.6 7.2 5.6"],
  photo: ["M4.5 5h15A1.5 1.5 0 0 1 21 6.5v11a1.5 1.5 0 0 1-1.5 1.5h-15A1.5 1.5 0 0 1 3 17.5v-11A1.5 1.5 0 0 1 4.5 5z", "M3.5 17l5-5.5 4 4 3-2.5 5 4.5M16 8.3a.9.9 0 1 0 .01 0z"],
  document: ["M13.5 3H7a1.5 1.5 0 0 0-1.5 1.5v15A1.5 1.5 0 0 0 7 21h10a1.5 1.5 0 0 0 1.5-1.5V8zM13.3 3.2V8.200h5"],
  sticker: ["M12 3.5a8.5 8.5 0 1 0 .01 0z", "M8.3 14.2c1.6 2.7 5.8 2.7 7.4 0M9 9.5h.01M15 9.5h.01"],
  block: ["M12 3.5a8.5 8.5 0 1 0 .01 0zM6 6l12 12"],
  clear: ["M4.5 7h15M9.5 7V4.500h5V7M6.5 7l.9 13h9.200l.9-13M10 10.5v6M14 10.5v6"],
  globe: ["M12 3.5a8.5 8.5 0 1 0 .01 0zM3.5 12h17M12 3.5c-5 5-5 12 0 17M12 3.5c5 5 5 12 0 17"],
  theme: ["M12 3.5a8.5 8.5 0 1 0 .01 0z", "*M12 3.5a8.5 8.5 0 0 1 0 17z"],
  columns: ["M4.5 5h15A1.5 1.5 0 0 1 21 6.5v11a1.5 1.5 0 0 1-1.5 1.5h-15A1.5 1.5 0 0 1 3 17.5v-11A1.5 1.5 0 0 1 4.5 5zM12 5v14"],
  group: ["M9 5.5a3.2 3.2 0 1 0 .01 0zM2.8 19c.5-3.5 3-4.9 6.2-4.9s5.7 1.4 6.2 4.9M15.5 5.8a3.2 3.2 0 0 1 0 6M17.5 14.4c2 .6 3.4 2.1 3.7 4.6"],
  edit: ["M4 20l1-4.5L16 4.5a2.1 2.1 0 0 1 3 0l.5.5a2.1 2.1 0 0 1 0 3L8.5 19zM14 6.5l3.5 3.5"],
  play: ["*M8 5.5v13l11-6.5z"],
  plus: ["M12 5v14M5 12h14"],
  search: ["M10.5 4.5a6 6 0 1 0 .01 0zM15 15l5 5"],
  target: ["M12 6a6 6 0 1 0 .01 0zM12 2.5V6M12 18v3.500M2.5 12H6M18 12h3.5", "*M12 10a2 2 0 1 0 .01 0z"],
};

export function icon(name) {
  const paths = ICONS[name].map((d) =>
    d.startsWith("*")
      ? svg("path", { d: d.slice(1), fill: "currentColor" })
      : svg("path", { d, fill: "none", stroke: "currentColor", "stroke-width": "1.9", "stroke-linecap": "round", "stroke-linejoin": "round" }));
  return svg("svg", { viewBox: "0 0 24 24", class: "icon", "aria-hidden": "true", focusable: "false" }, ...paths);
}

/** A button that shows only an icon; `label` is its accessible name. */
export function iconButton(name, label, onClick, extra = {}) {
  return el("button", { type: "button", class: "icon-button", "aria-label": label, title: label, on: { click: onClick }, ...extra }, icon(name));
}
