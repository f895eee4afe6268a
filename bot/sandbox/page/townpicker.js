/** The share-location dialog: a town of the gazetteer, or the browser's own position. */

import { towns } from "./api.js";
import { showDialog } from "./dialogs.js";
import { el, icon } from "./dom.js";
import { locale, t } from "./words.js";

const regions = new Intl.DisplayNames(locale, { type: "region" });
// «Кыргызстан» is what the country calls itself in Russian; the browser's list has another word.
const own = { ru: { kg: "Кыргызстан" } };

/** A two-letter code → the country's name; anything else is shown as it came. */
function country(code) {
  if (!/^[a-z]{2}$/i.test(code)) return code;
  return own[locale]?.[code.toLowerCase()] ?? regions.of(code.toUpperCase());
}

/** Resolves with {lat, lon} or null. */
export const askLocation = (pane) =>
  showDialog(pane, t("townTitle"), "form towns", (close) => {
    const search = el("input", { class: "field", type: "search", "aria-label": t("townSearch"), placeholder: t("townSearch"), autofocus: true, autocomplete: "off" });
    const results = el("div", { class: "results" });
    const status = el("p", { class: "hint", role: "status" });
    let asked = 0;
    async function look() {
      const turn = (asked += 1);
      const found = await towns(search.value.trim()).catch(() => []);
      if (turn !== asked) return; // an older, slower answer
      results.replaceChildren(...found.map((town) =>
        el("button", { type: "button", class: "menu-entry", on: { click: () => close({ lat: town.lat, lon: town.lon }) } },
          icon("pin"), el("span", { class: "menu-words" }, el("span", { text: town.name }), el("span", { class: "menu-note", text: country(town.country) })))));
      status.textContent = found.length ? t("found", { n: found.length }) : search.value.trim() ? t("noTown") : "";
    }
    const here = el("button", { type: "button", class: "menu-entry" }, icon("target"),
      el("span", { class: "menu-words" }, el("span", { text: t("here") }), el("span", { class: "menu-note", text: t("hereHint") })));
    here.addEventListener("click", () => {
      if (!navigator.geolocation) status.textContent = t("noPosition");
      else navigator.geolocation.getCurrentPosition(
        ({ coords }) => close({ lat: coords.latitude, lon: coords.longitude }),
        () => { status.textContent = t("noPosition"); }, { timeout: 10000 });
    });
    search.addEventListener("input", look);
    search.addEventListener("keydown", (event) => {
      if (event.key === "Enter") results.querySelector("button")?.click();
      if (event.key === "ArrowDown") { event.preventDefault(); results.querySelector("button")?.focus(); }
    });
    results.addEventListener("keydown", (event) => {
      const next = { ArrowDown: "nextElementSibling", ArrowUp: "previousElementSibling" }[event.key];
      if (!next) return;
      event.preventDefault();
      (document.activeElement[next] ?? search).focus();
    });
    look();
    return [here, search, results, status, el("div", { class: "dialog-actions" }, el("button", { type: "button", class: "flat", text: t("cancel"), on: { click: () => close(null) } }))];
  });
