// The concordance: all places of a rule or a change, lined up on the change, sorted by what stands left or right of it.

const SORTS = [["place", "Place"], ["left", "Left context"], ["right", "Right context"], ["change", "Change"], ["sure", "Least sure first"]];
const backwards = text => [...text].reverse().join("");
const SORT_BY = {
  left: i => backwards(EDITS.left[i].toLowerCase()).trimStart(),
  right: i => EDITS.right[i].toLowerCase().trimStart(),
  change: i => `${VALUE.from(i)}\u0000${VALUE.to(i)}`,
};

function sorted(rows) {
  if (S.s === "sure") return rows.toSorted((a, b) => EDITS.sure[a] - EDITS.sure[b] || a - b);
  if (!SORT_BY[S.s]) return rows;
  const keyed = rows.map(i => [SORT_BY[S.s](i), i]);
  return keyed.sort((a, b) => a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : a[1] - b[1]).map(([, i]) => i);
}

function changes({found}) {
  const rows = ROWS = sorted(found);
  const rule = rows.length && rows.every(i => EDITS.rule[i] === EDITS.rule[rows[0]]) ? RULES[EDITS.rule[rows[0]]] : null;
  const list = el("ol", {class: "kwic", "aria-label": "Changes"});
  const upto = growing(list, rows, line, 150);
  GROW = upto;
  return [
    el("header", {class: "head"},
      el("h1", {}, rule ? rule.id : "Changes"),
      rule && el("p", {class: "lead"}, rule.about),
      rule && el("p", {class: "claims"}, meter(rule), ` claimed ${claimed(rule) || "nothing yet"}`, rule.measured ? `, measured ${measured(rule.measured)}` : ", measured: nobody was asked yet",
        Object.entries(rule.langs).map(([lang, m]) => el("span", {class: "fact"}, `${lang}: ${measured(m)}`))),
      el("p", {class: "sorts"}, plural(rows.length, "place"), " · sort by ",
        el("select", {"aria-label": "Sort by", on: {change: e => go({s: e.target.value, e: ""})}},
          SORTS.map(([key, says]) => el("option", {value: key, selected: S.s === key}, says))))),
    rows.length ? list : el("p", {}, "No change is like this. ", link({v: "changes"}, "Show all changes")),
  ];
}

function line(i) {
  const c = change(i);
  const to = link({...hash(), v: "article", a: c.article.id, e: c.name}, el("span", {class: "hidden"}, `${c.rule.id}, article `), String(c.article.n + 1));
  to.className = "place";
  to.title = c.article.path;
  return el("li", {class: `line ${c.status}`, "data-row": i, dir: direction(c.article.lang), on: {click: e => { if (!e.target.closest("a")) select(i); }}},
    to, el("span", {class: "left", lang: c.article.lang}, spell(el("bdi"), c.left)),
    el("span", {class: "rest", lang: c.article.lang},
      el("span", {class: "mid"}, c.before && spell(el("del"), c.before, {changed: true}), c.after && spell(el("ins"), c.after, {changed: true})),
      el("span", {class: "right"}, spell(el("bdi"), c.right))),
    el("span", {class: "state"}, verdictMark(i)));
}
