// Where we are: the address holds view, query, order, article and change; everything is drawn from it.

let S = {v: "overview", q: "", s: "place", a: "", e: "", p: "", i: -1};
let ROWS = [], GROW = null, ASKED = null, drawn = "";
const UNSAID = {v: "overview", q: "", s: "place", a: "", e: "", p: ""};

function hash() {
  return Object.fromEntries(Object.entries(S).filter(([key, value]) => key in UNSAID && value !== UNSAID[key]));
}

function read() {
  const said = new URLSearchParams(location.hash.slice(1));
  S = {...UNSAID, ...Object.fromEntries([...said].filter(([key]) => key in UNSAID)), i: -1};
  if (S.e && !S.a) {
    const i = EDITS.name.indexOf(S.e);
    if (i >= 0 && !said.has("v")) Object.assign(S, {v: "article", a: ARTICLES[EDITS.article[i]].id});
  }
  if (S.v === "article" && !ARTICLES.some(one => one.id === S.a)) S.v = "overview";
}

function go(patch) {
  S = {...S, ...patch};
  const to = `#${new URLSearchParams(hash())}`;
  if (location.hash === to || (location.hash === "" && to === "#")) show();
  else location.hash = to;
}

async function show() {
  const now = JSON.stringify([S.v, S.q, S.s, S.a, S.p]);
  document.body.dataset.view = S.v;
  document.getElementById("query").value = S.q;
  for (const a of document.querySelectorAll(".views a")) a.toggleAttribute("aria-current", a.dataset.view === S.v);
  if (now !== drawn) {
    ASKED = ask(S.q);
    facets();
    ROWS = [];
    GROW = null;
    const one = ARTICLES.find(a => a.id === S.a);
    const inside = S.v === "article" ? await article(one) : S.v === "changes" ? changes(ASKED) : overview(ASKED);
    if (now !== JSON.stringify([S.v, S.q, S.s, S.a, S.p])) return;  // somebody has gone on meanwhile
    document.querySelector("main").replaceChildren(...inside);
    if (S.v === "article") ROWS = inOrder();
    if (drawn) announce(S.v === "article" ? one.title : plural(ASKED.found.length, "change"));
    drawn = now;
    if (!S.e) scrollTo(0, 0);
    document.title = S.v === "article" ? `${one.title} – what was changed` : "What was changed";
  }
  const i = S.e ? ROWS.find(row => EDITS.name[row] === S.e) ?? -1 : -1;
  S.i = -1;
  if (i >= 0) select(i, {quiet: true});
  marks();
  document.documentElement.dataset.ready = now;
}

// The changes of an article as the page has them, from top to bottom; then those without a place.
function inOrder() {
  const placed = [...document.querySelectorAll("main sup[data-row]")].map(e => +e.dataset.row);
  return [...new Set([...placed, ...ROWS])];
}

function select(i, {quiet = false} = {}) {
  S.i = i;
  S.e = EDITS.name[i];
  if (!quiet) history.replaceState(null, "", `#${new URLSearchParams(hash())}`);
  if (GROW) GROW(ROWS.indexOf(i));
  for (const old of document.querySelectorAll("main .on")) { old.classList.remove("on"); }
  const places = document.querySelectorAll(`main :is(.line, .row)[data-row="${i}"], main [data-rows~="${i}"]`);
  for (const place of places) place.classList.add("on");
  panel();
  const place = document.querySelector(`main .line[data-row="${i}"]`) ?? document.querySelector(`main sup[data-row="${i}"]`) ?? places[0];
  if (!place) return;
  for (let up = place.closest("details"); up; up = up.parentElement.closest("details")) up.open = true;
  (place.querySelector("a") ?? place).focus({preventScroll: true});
  place.scrollIntoView({block: "center", behavior: "instant"});
}

function facets() {
  const place = document.getElementById("facets");
  const shut = new Set([...place.querySelectorAll("details:not([open])")].map(d => d.dataset.key));
  place.replaceChildren(el("h2", {class: "hidden"}, "Filters"), ...FACETS.map(([key, title]) => {
    const asked = new Set((ASKED.keys.get(key) ?? []).filter(t => !t.not).map(t => t.value));
    const values = [...ASKED.counts[key]].filter(([value]) => value !== "");
    for (const value of asked) if (!ASKED.counts[key].has(value)) values.push([value, 0]);
    if (values.length < 2 && !asked.size) return null;
    values.sort((a, b) => asked.has(b[0]) - asked.has(a[0]) || b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
    const item = ([value, n]) => el("li", {}, el("button", {type: "button", "aria-pressed": String(asked.has(value)), on: {click: () => filter(key, value)}}, quote(value), el("span", {class: "n"}, thousands(n))));
    const list = el("ul", {}, values.slice(0, 9).map(item));
    const rest = values.slice(9);
    return el("details", {open: place.childElementCount ? !shut.has(key) : innerWidth > 960, "data-key": key}, el("summary", {}, title), list,
      rest.length > 0 && el("button", {type: "button", class: "rest", on: {click: e => { list.append(...rest.map(item)); e.target.remove(); }}}, `${thousands(rest.length)} more`));
  }).filter(Boolean));
  if (S.q) place.prepend(el("button", {type: "button", class: "all", on: {click: () => go({q: "", e: ""})}}, "Clear the filter"));
}

function refacet() {
  ASKED = ask(S.q);
  facets();
}

function filter(key, value) {
  go({q: toggled(S.q, key, value), v: S.v === "article" ? "changes" : S.v, e: ""});
}

let typed = 0;
document.getElementById("query").addEventListener("input", event => {
  clearTimeout(typed);
  typed = setTimeout(() => go({q: event.target.value.trim(), v: S.v === "article" ? "changes" : S.v, e: ""}), 250);
});
document.getElementById("search").addEventListener("submit", event => {
  event.preventDefault();
  clearTimeout(typed);
  document.getElementById("query").blur();
  go({q: document.getElementById("query").value.trim(), v: "changes", e: ""});
});
document.getElementById("pairs").addEventListener("change", event => go({p: event.target.checked ? "1" : ""}));
document.getElementById("save").addEventListener("click", download);
document.getElementById("help").addEventListener("click", help);
addEventListener("hashchange", () => { read(); show(); });
read();
document.getElementById("pairs").checked = S.p === "1";
await show();
