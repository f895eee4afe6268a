/** A drawn stand-in for a map: streets from the coordinates themselves, so that one place always looks the same. */

import { svg } from "./dom.js";
import { t } from "./words.js";

function sequence(lat, lon) {
  let state = (Math.round(lat * 1e4) * 73856093) ^ (Math.round(lon * 1e4) * 19349663);
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    return (state >>> 8) / 0x1000000;
  };
}

export function townMap(lat, lon) {
  const next = sequence(lat, lon);
  const drawing = svg("svg", { viewBox: "0 0 320 150", class: "map", role: "img", preserveAspectRatio: "xMidYMid slice" });
  drawing.setAttribute("aria-label", t("map", { lat: lat.toFixed(4), lon: lon.toFixed(4) }));
  drawing.append(svg("rect", { width: 320, height: 150, class: "map-land" }));
  const river = 20 + next() * 110;
  drawing.append(svg("path", { class: "map-water", d: `M-10 ${river}C80 ${river - 50 * next()} 200 ${river + 60 * next()} 330 ${150 * next()}` }));
  for (let park = 0; park < 3; park += 1) {
    drawing.append(svg("rect", { class: "map-park", x: next() * 290, y: next() * 120, width: 30 + next() * 40, height: 20 + next() * 30, rx: 5 }));
  }
  const tilt = next() * 24 - 12;
  const streets = svg("g", { transform: `rotate(${tilt} 160 75)` });
  for (let x = -40; x < 380; x += 24 + next() * 40) streets.append(svg("path", { class: next() > 0.72 ? "map-avenue" : "map-street", d: `M${x} -80V240` }));
  for (let y = -60; y < 220; y += 20 + next() * 34) streets.append(svg("path", { class: next() > 0.78 ? "map-avenue" : "map-street", d: `M-60 ${y}H400` }));
  drawing.append(streets);
  drawing.append(svg("ellipse", { cx: 160, cy: 84, rx: 9, ry: 3.5, class: "map-shadow" }));
  drawing.append(svg("path", { class: "map-pin", d: "M160 34a17 17 0 0 0-17 17c0 13 17 32 17 32s17-19 17-32a17 17 0 0 0-17-17z" }));
  drawing.append(svg("circle", { cx: 160, cy: 51, r: 6.5, class: "map-dot" }));
  return drawing;
}
