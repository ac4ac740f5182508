"use strict";
// One page, one meeting: everything is drawn from the data in the page; nothing is asked of anyone.
const data = JSON.parse(document.getElementById("data").textContent);
const words = data.words;
data.utterances = data.utterances.map(([speaker, start, length, polarity, count, text], place) => ({
  place, speaker, start: start / 10, middle: start / 10 + length / 20, words: count,
  polarity: polarity === null ? null : polarity / 100, text: text || "" }));
data.lines = data.lines.map((line) =>
  line.map((point) => point && [point[0] / 10, point[1] / 100]));
const main = document.querySelector("main");
const WIDE = 44, HIGH = 420, FOOT = 28, HEAD = 8;
const DASHES = ["", "10 5", "2 5"], FEW = 5, NEAR = 24;
const state = { from: 0, to: data.length_s, hidden: new Set(), query: "", at: -1, dark: false,
  lifted: -1 };

function make(name, properties = {}, ...children) {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
}
function shape(name, attributes, parent) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  parent.append(element);
  return element;
}
function clock(seconds) {
  const whole = Math.max(0, Math.floor(seconds)), two = (n) => String(n).padStart(2, "0");
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  return h ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}
const signed = (p) => p === null ? "–" : (p > 0 ? "+" : p < 0 ? "−" : "") + Math.abs(p).toFixed(2);
// Past five voices colours come again: then the line is broken in another way.
const dash = (speaker) => {
  const own = data.speakers[speaker].colours[0];
  const before = data.speakers.slice(0, speaker).filter((each) => each.colours[0] === own).length;
  return DASHES[before % DASHES.length];
};
const colour = (speaker) => data.speakers[speaker].colours[state.dark ? 1 : 0];
const told = (one) => `${clock(one.start)}  ${data.speakers[one.speaker].name}  ${signed(one.polarity)}`
  + (one.text ? `\n“${one.text}”` : "");
const scored = data.utterances.filter((one) => one.polarity !== null);
const seen = () => scored.filter((one) => !state.hidden.has(one.speaker)
  && one.middle >= state.from && one.middle <= state.to);
const matches = (one) => one.text.toLowerCase().includes(state.query);

const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
svg.setAttribute("tabindex", "0");
svg.setAttribute("role", "application");
svg.setAttribute("aria-label", data.alt_text + " " + words.keys);
const said = make("div", { id: "said", textContent: words.hint });
said.setAttribute("aria-live", "polite");
said.style.whiteSpace = "pre-line";
const reset = make("button", { textContent: words.whole, onclick: () => look(0, data.length_s) });
const theme = make("button", { textContent: words.theme, onclick: () => paint(!state.dark) });
const search = make("input", { type: "search", placeholder: words.search });
search.setAttribute("aria-label", words.search);
search.oninput = () => { state.query = search.value.trim().toLowerCase(); draw(); };
const found = make("span");

const x = (seconds) => WIDE + (seconds - state.from) / (state.to - state.from || 1) * across();
const y = (level) => HEAD + (1.06 - level) / 2.12 * (HIGH - HEAD - FOOT);
const across = () => Math.max(svg.clientWidth || 800, 200) - WIDE - 12;
const seconds = (px) => state.from + Math.min(Math.max((px - WIDE) / across(), 0), 1)
  * (state.to - state.from);

function look(from, to) {
  const least = Math.min(5, data.length_s);
  Object.assign(state, { from, to: Math.max(to, from + least), at: -1 });
  draw();
}
function paint(dark) {
  state.dark = dark;
  document.documentElement.classList.toggle("dark", dark);
  for (const swatch of document.querySelectorAll(".swatch"))
    swatch.firstChild.setAttribute("stroke", colour(Number(swatch.dataset.speaker)));
  draw();
}
function choose(step) {
  const shown = state.query ? seen().filter(matches) : seen();
  if (!shown.length) return;
  const at = shown.findIndex((one) => one.place === state.at);
  const next = at < 0 ? (step > 0 ? 0 : shown.length - 1) : at + step;
  state.at = shown[Math.min(Math.max(next, 0), shown.length - 1)].place;
  draw();
}
function ground() {
  const right = WIDE + across();
  const fill = (top, foot, name) => shape("rect",
    { x: WIDE, y: y(top), width: right - WIDE, height: y(foot) - y(top), class: name }, svg);
  fill(1.06, 0.3, "cool");
  fill(-0.3, -1.06, "warm");
  const steps = [5, 10, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200];
  const most = Math.max(2, Math.floor(across() / 90));
  const step = steps.find((each) => (state.to - state.from) / each <= most) || 14400;
  for (let at = Math.ceil(state.from / step) * step; at <= state.to; at += step) {
    shape("line", { x1: x(at), x2: x(at), y1: y(1.06), y2: y(-1.06), class: "tick" }, svg);
    const anchor = x(at) > right - 16 ? "end" : "middle";
    shape("text", { x: x(at), y: HIGH - 8, "text-anchor": anchor }, svg).textContent = clock(at);
  }
  shape("line", { x1: WIDE, x2: right, y1: y(0), y2: y(0), class: "zero" }, svg);
  for (const level of [1, 0.3, 0, -0.3, -1])
    shape("text", { x: WIDE - 6, y: y(level) + 4, "text-anchor": "end" }, svg).textContent =
      level ? signed(level).replace(/0$/, "").replace(/\.0$/, "") : "0";
}
const grey = (speaker) => state.lifted >= 0 && state.lifted !== speaker;
function pins() {
  for (const [place, one] of data.moments.entries()) {
    if (one.at_s < state.from || one.at_s > state.to) continue;
    const middle = Math.min(x(one.at_s), WIDE + across() - 10);
    shape("line", { x1: middle, x2: middle, y1: HEAD + 18, y2: y(-1.06), class: "pin" }, svg);
    shape("rect", { x: middle - 10, y: HEAD - 2, width: 20, height: 20, rx: 10, class: "pin" }, svg);
    shape("text", { x: middle, y: HEAD + 13, "text-anchor": "middle", class: "pin" }, svg)
      .textContent = String(place + 1);
  }
}
function draw() {
  svg.replaceChildren();
  ground();
  const shown = seen();
  for (const one of shown) {
    const kind = state.query ? (matches(one) ? "hit" : "miss") : grey(one.speaker) ? "miss" : "";
    const radius = Math.min(3 + Math.sqrt(one.words), 9);
    shape("circle", { cx: x(one.middle), cy: y(one.polarity), r: radius,
      fill: colour(one.speaker), class: one.place === state.at ? "at" : kind }, svg);
  }
  data.lines.forEach((line, speaker) => {
    if (state.hidden.has(speaker)) return;
    let pen = "M", path = "";
    for (const point of line) {
      if (point === null || point[0] < state.from || point[0] > state.to) { pen = "M"; continue; }
      path += `${pen}${x(point[0]).toFixed(1)} ${y(point[1]).toFixed(1)}`;
      pen = "L";
    }
    if (path) shape("path", { d: path, stroke: colour(speaker), "stroke-dasharray": dash(speaker),
      class: grey(speaker) ? "miss" : "" }, svg);
  });
  pins();
  const at = data.utterances.find((one) => one.place === state.at);
  if (at) said.textContent = told(at);
  found.textContent = state.query ? words.found.replace("{}", shown.filter(matches).length) : "";
}

let began = null, brush = null;
const place = (event) => event.clientX - svg.getBoundingClientRect().left;
function nearest(event, reach) {
  const here = place(event), down = event.clientY - svg.getBoundingClientRect().top;
  const far = (one) => Math.hypot(x(one.middle) - here, y(one.polarity) - down);
  const near = seen().reduce((best, one) => !best || far(one) < far(best) ? one : best, null);
  return near && far(near) < reach ? near : null;
}
function end() {
  if (brush) brush.remove();
  began = brush = null;
}
svg.onpointerdown = (event) => { began = place(event); };
svg.onpointermove = (event) => {
  const here = place(event);
  if (began !== null && Math.abs(here - began) > 6) {
    if (brush) brush.remove();
    brush = shape("rect", { x: Math.min(here, began), y: HEAD, width: Math.abs(here - began),
      height: HIGH - HEAD - FOOT, class: "brush" }, svg);
    return;
  }
  const near = nearest(event, 14);
  if (near) said.textContent = told(near);
};
window.onpointerup = (event) => {
  if (brush) {
    const ends = [seconds(began), seconds(place(event))].sort((a, b) => a - b);
    end();
    look(ends[0], ends[1]);
    return;
  }
  // A finger is wider than a dot: the nearest one is meant.
  const near = began === null ? null : nearest(event, NEAR);
  end();
  if (near) { state.at = near.place; draw(); }
};
window.onpointercancel = end;
function zoom(times) {
  const at = data.utterances.find((one) => one.place === state.at);
  const middle = at ? at.middle : (state.from + state.to) / 2;
  const half = Math.min((state.to - state.from) * times, data.length_s) / 2;
  const from = Math.min(Math.max(middle - half, 0), data.length_s - 2 * half);
  const chosen = state.at;
  look(from, from + 2 * half);
  state.at = chosen;
  draw();
}
svg.onkeydown = (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "ArrowRight") choose(1);
  else if (event.key === "ArrowLeft") choose(-1);
  else if (event.key === "Escape") look(0, data.length_s);
  else if (event.key === "+" || event.key === "=") zoom(0.5);
  else if (event.key === "-") zoom(2);
  else return;
  event.preventDefault();
};
window.onresize = draw;

const people = make("div", { className: "bar" });
const boxes = data.speakers.map((speaker, place) => {
  const box = make("input", { type: "checkbox", checked: true });
  box.onchange = () => { state.hidden[box.checked ? "delete" : "add"](place); draw(); };
  const swatch = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  swatch.setAttribute("class", "swatch");
  swatch.setAttribute("viewBox", "0 0 26 8");
  shape("path", { d: "M0 4H26", "stroke-dasharray": dash(place) }, swatch);
  swatch.dataset.speaker = place;
  const label = make("label", {}, box, swatch, speaker.name);
  const lift = (which) => () => { state.lifted = which; draw(); };
  if (data.speakers.length > 1) {
    label.onpointerenter = (event) => event.pointerType === "mouse" && lift(place)();
    label.onpointerleave = box.onblur = lift(-1);
    box.onfocus = () => box.matches(":focus-visible") && lift(place)();
  }
  people.append(label);
  return box;
});
if (data.speakers.length > FEW)
  people.append(make("button", { textContent: words.everyone, onclick: () => {
    const all = state.hidden.size === 0;
    boxes.forEach((box, place) => {
      box.checked = !all;
      state.hidden[all ? "add" : "delete"](place);
    });
    draw();
  } }));
const moments = make("ol");
for (const one of data.moments)
  moments.append(make("li", {}, make("button", { textContent: one.told, onclick: () => {
    const room = Math.max(one.end_s - one.start_s, 60);
    look(Math.max(one.start_s - room, 0), Math.min(one.end_s + room, data.length_s));
    state.at = one.utterance;
    draw();
  } })));
const table = make("table");
const every = make("details", {}, make("summary", { textContent: words.table }), table);
every.ontoggle = () => {
  if (!every.open || table.rows.length) return;
  const row = (kind, cells) => make("tr", {}, ...cells.map((text) => make(kind, { textContent: text })));
  table.append(row("th", words.columns));
  for (const one of data.utterances)
    table.append(row("td",
      [clock(one.start), data.speakers[one.speaker].name, signed(one.polarity), one.text]));
};
main.append(make("h1", { textContent: data.finding }), make("p", { textContent: data.subtitle }),
  people, make("div", { className: "bar" }, ...(data.texts ? [search, found] : []), reset, theme),
  svg, said, moments, every, make("p", { textContent: words.caption }));

if (data.stretch) Object.assign(state, { from: data.stretch[0], to: data.stretch[1] });
// A link may point at a stretch or a word: page.html#from=60&to=120&q=costs
const asked = new URLSearchParams(location.hash.slice(1));
if (asked.get("q")) { search.value = asked.get("q"); state.query = search.value.toLowerCase(); }
if (asked.get("to")) Object.assign(state, { from: Number(asked.get("from")), to: Number(asked.get("to")) });
paint(matchMedia("(prefers-color-scheme: dark)").matches);
document.body.dataset.ready = "yes";
