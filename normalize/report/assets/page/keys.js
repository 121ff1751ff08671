// Everything by keyboard. A key does nothing while somebody types, and nothing at all where single keys are switched off.

let SINGLE = true;
try { SINGLE = localStorage.getItem("normalize keys") !== "off"; } catch { /* the browser keeps nothing */ }

const DO = {
  next: () => step(1),
  previous: () => step(-1),
  skip: () => step(1),
  "next article": () => turn(1),
  "previous article": () => turn(-1),
  accept: () => decide("accept"),
  reject: () => decide("reject"),
  "accept all": () => decideAll("accept"),
  "reject all": () => decideAll("reject"),
  undo: async () => { const was = await undo(S.i >= 0 && verdictOf(S.i) ? S.i : undefined); announce(was ? `taken back: ${was.verdict}` : "There is nothing to undo."); marks(); refacet(); },
  scope: () => { const can = SCOPES.filter(s => S.i < 0 || aboutRow(S.i, s)); scope = can[(can.indexOf(scope) + 1) % can.length]; announce(`Scope: ${SCOPE_SAYS[scope]}`); panel(); },
  original: () => original(true),
  why,
  concordance: () => { if (S.i >= 0) go({v: "changes", q: `from:"${VALUE.from(S.i)}" to:"${VALUE.to(S.i)}"`, s: "right"}); },
  filter: () => document.getElementById("query").focus(),
  help,
  name: learn,
  "save and quit": () => HEAD.saves || !unsaved().length ? announce("Every answer is written already.") : download(),
};

function step(by) {
  if (S.v === "overview") return go({v: "changes"});
  if (!ROWS.length) return undefined;
  const at = ROWS.indexOf(S.i), to = at < 0 ? (by > 0 ? 0 : ROWS.length - 1) : at + by;
  if (to < 0 || to >= ROWS.length) return announce(by > 0 ? "That was the last change." : "This is the first change.");
  return select(ROWS[to]);
}

function turn(by) {
  const at = S.v === "article" ? ARTICLES.findIndex(one => one.id === S.a) : S.i >= 0 ? EDITS.article[S.i] : by > 0 ? -1 : ARTICLES.length;
  const to = ARTICLES[at + by];
  if (to) go({v: "article", a: to.id, e: ""});
}

document.addEventListener("keydown", event => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  const inside = event.target, typing = inside.matches("input:not([type=checkbox]), textarea, select");
  if (event.key === "Escape" && typing) return void inside.blur();
  if (typing || !SINGLE || document.getElementById("box").open) return;
  const [, name] = HEAD.keys.find(([key]) => key === event.key) ?? [];
  if (!name) return;
  if (event.key === " " && inside.closest("a, button, summary, label, input") && !inside.closest(".place, sup")) return;
  event.preventDefault();
  if (!event.repeat || name === "next" || name === "previous") DO[name]();
});
document.addEventListener("keyup", event => { if (event.key === "o") original(false); });
