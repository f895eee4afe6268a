/** Light, dark, or as the system: an attribute of <html>, remembered by the browser. */

const NAMES = ["auto", "light", "dark"];
const KEY = "theme";

/** @returns {"auto"|"light"|"dark"} */
export function themeName() {
  const asked = new URLSearchParams(location.search).get("theme") ?? localStorage.getItem(KEY);
  return NAMES.includes(asked) ? asked : "auto";
}

const system = window.matchMedia("(prefers-color-scheme: dark)");

export function applyTheme() {
  const name = themeName();
  document.documentElement.dataset.theme = name === "auto" ? (system.matches ? "dark" : "light") : name;
}

system.addEventListener("change", applyTheme);

export function cycleTheme() {
  const next = NAMES[(NAMES.indexOf(themeName()) + 1) % NAMES.length];
  localStorage.setItem(KEY, next);
  const url = new URL(location.href);
  url.searchParams.delete("theme");
  history.replaceState(null, "", url);
  applyTheme();
}
