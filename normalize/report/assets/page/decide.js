// Decisions: what people said of changes. They go to the local server where it gave this page out; else they are kept
// in the browser until they are saved as a file.

const SCOPES = ["here", "document", "everywhere", "rule"];
const SCOPE_SAYS = {
  here: "this place",
  document: "the same change in this article",
  everywhere: "the same change in all articles",
  rule: "everything that this rule does",
};
const STORE = `normalize decisions ${HEAD.digest}`;
const TOKEN_OF_PAGE = HEAD.saves ? location.pathname.split("/")[1] : "";

const decisions = new Map();  // by what they speak of
const given = [];  // answers of this page in their order: [key, what stood there before]

function keyOf({scope, rule, doc = "", id = "", from = "", to = ""}) {
  const said = {here: [doc, id], document: [doc, rule, from, to], everywhere: [rule, from, to], rule: [rule]};
  return [scope, ...said[scope]].join("\u001f");
}

for (const row of HEAD.saves ? await (await fetch(`/${TOKEN_OF_PAGE}/decisions`)).json() : HEAD.decisions) decisions.set(keyOf(row), row);
if (!HEAD.saves) for (const row of kept()) remember(row);

function kept() {
  try {
    return JSON.parse(localStorage.getItem(STORE) ?? "[]").filter(row => SCOPES.includes(row?.scope) && ["accept", "reject"].includes(row.verdict));
  } catch {
    return [];
  }
}

function remember(row) {
  const key = keyOf(row);
  given.push([key, decisions.get(key)]);
  decisions.set(key, row);
}

// The answers of this page that no file has yet.
const unsaved = () => [...new Set(given.map(([key]) => key))].map(key => decisions.get(key)).filter(Boolean);

// What a decision of some scope would say of a row; nothing where the change is too long to be repeated.
function aboutRow(i, scope) {
  const rule = RULES[EDITS.rule[i]].id, doc = ARTICLES[EDITS.article[i]].id;
  if (scope === "rule") return {scope, rule};
  if (scope === "here") return {scope, rule, doc, id: EDITS.name[i]};
  if (EDITS.edit_from[i] < 0) return null;
  const said = {scope, rule, from: EDITS.strings[EDITS.edit_from[i]], to: EDITS.strings[EDITS.edit_to[i]]};
  return scope === "document" ? {...said, doc} : said;
}

// The decision on a row, if there is one: the nearest scope wins.
function verdictOf(i) {
  if (!decisions.size) return undefined;
  for (const scope of SCOPES) {
    const about = aboutRow(i, scope), row = about && decisions.get(keyOf(about));
    if (row) return row;
  }
  return undefined;
}

// The decision that an answer on a row makes; nothing where the scope cannot be had.
function decisionOn(i, verdict, scope) {
  const about = aboutRow(i, scope), c = change(i);
  if (!about) return null;
  const row = {verdict, ...about, lang: c.article.lang};
  if (scope !== "here") return row;
  const exact = aboutRow(i, "document") ?? {from: c.before, to: c.after};  // a long change is shown shortened
  return {...row, from: exact.from, to: exact.to, near: `…${c.left}⟦${c.before}⟧${c.right}…`};
}

// What the glossary could learn from the last answer; the local server knows.
let OFFER = null;

async function answer(rows, suggested = false) {
  const before = rows.map(row => [keyOf(row), decisions.get(keyOf(row))]);
  rows.forEach(remember);
  const reply = await saved({answer: rows, suggested});
  OFFER = reply?.offer ? {said: reply.offer, decision: rows[0], suggested} : null;
  if (reply) return true;
  given.length -= rows.length;
  for (const [key, old] of before) old ? decisions.set(key, old) : decisions.delete(key);
  return false;
}

async function learn() {
  if (!OFFER) return announce("Nothing is offered.");
  const {decision, suggested} = OFFER, reply = await send("glossary", {decision: [decision], suggested});
  if (!reply) return undefined;
  announce(`Written: ${reply.done}`);
  OFFER = null;
  return panel();
}

// Take back the decision on a row, or the last answer where no row is told.
async function undo(i) {
  const row = i === undefined ? undefined : verdictOf(i);
  const key = row ? keyOf(row) : given.at(-1)?.[0];
  if (key === undefined) return null;
  const at = given.findLastIndex(([k]) => k === key);
  if (at < 0 && !HEAD.saves) return null;  // it stands in the file, which this page cannot write
  const [, old] = at < 0 ? [] : given.splice(at, 1)[0];
  const was = decisions.get(key);
  old ? decisions.set(key, old) : decisions.delete(key);
  OFFER = null;
  if (await saved(old ? {answer: [old]} : {undo: [was]})) return was;
  decisions.set(key, was);
  return null;
}

// Keep what was said: in the file through the server, else in the browser. Returns what the server says, or nothing.
async function saved(said) {
  if (HEAD.saves) return send("decisions", said);
  try {
    localStorage.setItem(STORE, JSON.stringify(unsaved()));
  } catch {
    announce("This browser keeps nothing: save the decisions as a file before you close the page.");
  }
  return {};
}

async function send(where, said) {
  try {
    const reply = await fetch(`/${TOKEN_OF_PAGE}/${where}`, {
      method: "POST",
      headers: {"Content-Type": "application/json", "X-Normalize-Token": TOKEN_OF_PAGE},
      body: JSON.stringify(said),
    });
    if (reply.ok) return await reply.json();
    announce(`Not saved: ${await reply.text()}`);
  } catch {
    announce("Not saved: the server has ended. Start it again: normalize review --web");
  }
  return null;
}

// The answers as YAML, for `normalize review --merge`.
function asYaml(rows) {
  const scalar = text => JSON.stringify(text).replace(/[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/g,
    c => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`);
  return rows.map(({verdict, rule, ...rest}) =>
    [`- ${verdict}: ${scalar(rule)}`, ...Object.entries(rest).map(([k, v]) => `  ${k}: ${scalar(v)}`)].join("\n")).join("\n") + "\n";
}

function download() {
  const file = URL.createObjectURL(new Blob([asYaml(unsaved())], {type: "application/yaml"}));
  el("a", {href: file, download: "decisions.yaml"}).click();
  setTimeout(() => URL.revokeObjectURL(file), 10_000);
}
