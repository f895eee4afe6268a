/**
 * The chat page of the sandbox: one or two people's phones.
 * Address: ?user=1001 | ?users=1001,1002, &start=<deep link payload>, &theme=light|dark
 */

import { addUser, users as listUsers } from "./api.js";
import { askNewUser } from "./dialogs.js";
import { el } from "./dom.js";
import { Pane } from "./pane.js";
import { applyTheme } from "./theme.js";
import { locale, t } from "./words.js";

const wide = window.matchMedia("(min-width: 900px)");
const root = document.getElementById("stage");
let users = [];
let panes = [];

const stage = {
  users: () => users,
  wide: () => wide.matches,
  hasSecond: () => panes.length > 1,
  switchUser(from, to) {
    if (from === to) return;
    const ids = panes.map((pane) => pane.user.id);
    // Choosing the person of the other phone swaps the two.
    show(ids.map((id) => (id === from ? to : id === to ? from : id)));
    panes.find((pane) => pane.user.id === to)?.header.chip.focus();
  },
  async addUser(from) {
    const pane = panes.find(({ user }) => user.id === from);
    const answer = await askNewUser(pane.node);
    if (!answer) return;
    const made = await addUser(answer.first_name, answer.language_code);
    users = await listUsers();
    stage.switchUser(from, made.id);
  },
  toggleSecond(from) {
    if (panes.length > 1) show([from]);
    else {
      const other = users.find(({ id }) => id !== from);
      if (other) show([from, other.id]);
    }
  },
  changed() {
    for (const pane of panes) pane.header.showUser();
  },
};

/** Shows these people's phones; a pane that stays keeps its state. */
function show(ids, payload = null) {
  const kept = new Map(panes.map((pane) => [pane.user.id, pane]));
  panes = ids.map((id) => {
    const known = kept.get(id);
    kept.delete(id);
    if (known) return known;
    const pane = new Pane(users.find((user) => user.id === id), stage, payload);
    pane.open();
    return pane;
  });
  for (const pane of kept.values()) pane.close();
  // Moving a node loses its scroll position, so only what is out of place moves.
  panes.forEach((pane, at) => {
    if (root.children[at] !== pane.node) root.insertBefore(pane.node, root.children[at] ?? null);
  });
  root.classList.toggle("two", panes.length > 1);
  const url = new URL(location.href);
  for (const name of ["user", "users", "start"]) url.searchParams.delete(name);
  url.searchParams.set(ids.length > 1 ? "users" : "user", ids.join(","));
  history.replaceState(null, "", url.href.replaceAll("%2C", ","));
}

function wanted(query) {
  const asked = (query.get("users") ?? query.get("user") ?? "").split(",").map(Number);
  const known = [...new Set(asked)].filter((id) => users.some((user) => user.id === id)).slice(0, 2);
  return known.length ? known : users.slice(0, 1).map(({ id }) => id);
}

async function open() {
  try {
    users = await listUsers();
  } catch {
    root.replaceChildren(el("p", { class: "no-server", role: "status", text: t("noServer") }));
    setTimeout(open, 1000);
    return;
  }
  root.replaceChildren();
  const query = new URLSearchParams(location.search);
  const payload = query.get("start");
  show(wanted(query), /^[\w-]{1,64}$/.test(payload ?? "") ? payload : null);
  if (window.matchMedia("(hover: hover)").matches) panes[0]?.composer.field.focus();
}

document.documentElement.lang = locale;
applyTheme();
open();
