// The bar below: the selected change, and what can be said of it. The dialogs: why, the keys, all at once.

let scope = "here";

const ACTS = [["accept", "Accept"], ["reject", "Reject"], ["skip", "Skip"], ["undo", "Undo"], ["why", "Why"], ["original", "Original"], ["concordance", "Places"]];
const keyFor = name => HEAD.keys.find(([, n]) => n === name)?.[0] ?? "";
const keyCap = key => el("kbd", {}, key === " " ? "space" : key);

function panel() {
  const place = document.getElementById("panel");
  place.hidden = S.i < 0;
  if (S.i < 0) return place.replaceChildren();
  const c = change(S.i), row = verdictOf(S.i);
  const buttons = ACTS.map(([name, says]) => el("button", {type: "button", class: name, "aria-pressed": (name === "accept" || name === "reject") && String(row?.verdict === name),
    on: name === "original" ? {pointerdown: () => original(true), pointerup: () => original(false), pointerleave: () => original(false)} : {click: () => DO[name]()}}, says, " ", keyCap(keyFor(name))));
  const scopes = el("label", {class: "scope"}, "Scope ", keyCap(keyFor("scope")), " ", el("select", {on: {change: e => { scope = e.target.value; panel(); }}},
    SCOPES.filter(s => aboutRow(S.i, s)).map(s => el("option", {value: s, selected: s === scope}, SCOPE_SAYS[s]))));
  place.replaceChildren(
    el("p", {class: "said"}, el("span", {class: "rule"}, c.rule.id), " ",
      el("span", {class: "sure"}, `${c.status === "applied" ? "" : `${c.status} · `}${percent(c.sure)}${c.rule.measured ? `, measured ${measured(c.rule.measured)}` : ""}`), " ", wording(c.before, c.after),
      row && el("span", {class: `verdict ${row.verdict}`}, ` ${MARKS[row.verdict]} ${row.verdict}ed: ${SCOPE_SAYS[row.scope]}`)),
    el("div", {class: "acts"}, buttons.slice(0, 4), scopes, buttons.slice(4)),
    ...(OFFER ? [el("p", {class: "offer"}, "The glossary could learn from your last answer: ", el("button", {type: "button", on: {click: learn}}, quote(OFFER.said), " ", keyCap(keyFor("name"))))] : []));
}

function marks() {
  for (const place of document.querySelectorAll("[data-row] > .state")) place.replaceChildren(...[verdictMark(+place.parentElement.dataset.row)].filter(Boolean));
  const n = unsaved().length, save = document.getElementById("save");
  save.hidden = HEAD.saves || !n;
  save.textContent = `Save ${plural(n, "decision")}`;
  panel();
}

async function decide(verdict) {
  if (S.i < 0) return;
  const row = decisionOn(S.i, verdict, aboutRow(S.i, scope) ? scope : "here");
  if (!await answer([row], change(S.i).status === "suggested")) return;
  announce(`${verdict}ed: ${SCOPE_SAYS[row.scope]}`);
  marks();
  if (scope === "rule" || scope === "everywhere") refacet();
  step(1);
}

function decideAll(verdict) {
  const rows = [...new Map(ROWS.map(i => decisionOn(i, verdict, aboutRow(i, scope) ? scope : "here")).map(row => [keyOf(row), row])).values()];
  if (!rows.length) return;
  const many = `${plural(ROWS.length, "change")} of this ${S.v === "article" ? "article" : "filter"}`;
  open(`${verdict === "accept" ? "Accept" : "Reject"} all?`, [
    el("p", {}, `${verdict === "accept" ? "Accept" : "Reject"} all ${many}: ${plural(rows.length, "decision")}, scope “${SCOPE_SAYS[scope]}”.`),
    el("div", {class: "acts"},
      el("button", {type: "button", class: verdict, on: {click: async () => { close(); if (await answer(rows)) { announce(`${verdict}ed: ${plural(rows.length, "decision")}`); marks(); refacet(); } }}}, `Yes, ${verdict} ${thousands(rows.length)}`),
      el("button", {type: "button", on: {click: close}}, "No")),
  ]);
}

// The whole chain of causes of a change, and what would have happened without it.
async function why() {
  if (S.i < 0) return;
  const c = change(S.i), whole = await wholeOf(c.article);
  const by = new Map([...whole.causes, ...whole.remarks].map(e => [e.n, e]));
  const chain = whole.chains.find(numbers => numbers.includes(c.number)) ?? [c.number];
  const self = by.get(c.number);
  open("Why", [
    el("ol", {class: "chain"}, chain.map(n => by.get(n)).map(e => el("li", {class: e === self && "on"}, wording(...e.said), cause(e)))),
    self.instead && el("section", {}, el("h3", {}, "Without this change"), el("ol", {class: "chain"},
      self.instead.map(n => by.get(-n)).map(e => el("li", {}, wording(...e.said), cause(e))))),
    !self.instead && self.n > 0 && el("p", {class: "soft"}, "Without this change the text stands here as it was: no other rule proposed anything."),
    self.n < 0 && el("p", {class: "soft"}, self.status === "vetoed" ? "It was not done: a decision stands against it." : "It was not done: the rule is not sure enough. Accept it, and the next run makes it."),
    el("p", {class: "soft"}, "Its name: ", el("code", {}, self.name), `. ${c.rule.id}: ${c.rule.about}`),
  ].filter(Boolean));
}

function help() {
  const off = el("input", {type: "checkbox", id: "single-keys", on: {change: e => { SINGLE = e.target.checked; try { localStorage.setItem("normalize keys", SINGLE ? "" : "off"); } catch { /* for this page alone */ } }}});
  off.checked = SINGLE;
  open("Keys", [
    el("dl", {class: "keys"}, HEAD.keys.map(([key, , says]) => el("div", {}, el("dt", {}, keyCap(key)), el("dd", {}, says)))),
    el("p", {}, el("label", {}, off, " Single keys do something")),
    el("p", {class: "soft"}, "Search for words, or for ", el("code", {}, "rule:names/*"), ", ", el("code", {}, "lang:ru"), ", ", el("code", {}, "status:suggested"), ", ", el("code", {}, "sure:<80"),
      ", ", el("code", {}, "decided:open"), ", ", el("code", {}, "from:\"Kiev\""), "; ", el("code", {}, "-"), " in front turns it around."),
    el("p", {class: "soft"}, HEAD.saves ? ["Every answer is written to the decisions file at once; ", el("code", {}, "normalize all"), " carries them out."]
      : ["Decisions are kept in this browser. Save them as a file and run ", el("code", {}, "normalize review --merge decisions.yaml"), ", or let a page save by itself: ", el("code", {}, "normalize review --web"), "."]),
  ]);
}

function open(title, inside) {
  const box = document.getElementById("box");
  box.replaceChildren(el("form", {method: "dialog"}, el("h2", {id: "box-title"}, title), el("button", {class: "shut", "aria-label": "Close"}, "×")), el("div", {class: "inside"}, inside));
  if (!box.open) box.showModal();
}

function close() {
  document.getElementById("box").close();
}

function original(on) {
  document.documentElement.classList.toggle("original", on);
}
