// One article: its prose with the changes in place, what was removed folded to one line, and the changes beside it.

async function article(one) {
  const whole = await wholeOf(one);
  const by = new Map([...whole.causes, ...whole.remarks].map(e => [e.n, e]));
  const at = new Map(rowsOf(one).map(i => [EDITS.number[i], i]));
  const seen = {one, whole, by, at, marked: new Set()};
  ROWS = rowsOf(one);
  const loud = whole.causes.filter(c => !c.quiet), quiet = whole.causes.filter(c => c.quiet);
  return [
    el("article", {"aria-labelledby": "title"},
      el("header", {},
        el("p", {class: "path"}, el("span", {class: "num"}, one.n + 1), quote(one.path), neighbours(one)),
        el("h1", {id: "title", dir: direction(one.lang), lang: one.lang}, quote(one.title)),
        facts(one, whole)),
      el("div", {class: "split"},
        el("div", {class: S.p ? "prose pairs" : "prose", lang: one.lang, dir: direction(one.lang)}, whole.blocks.map(b => S.p ? pair(b, seen) : block(b, seen))),
        el("aside", {"aria-label": "The changes of this article"},
          el("h2", {}, loud.length ? plural(loud.length, "change") : "No word was changed"),
          el("ol", {class: "changes"}, grouped(loud, seen)),
          STATUS.map(([status, title]) => aside(title, whole.remarks.filter(r => r.status === status), seen, status)),
          quiet.length ? folded("Only tags and white space", quiet.length, () => el("ol", {class: "changes"}, grouped(quiet, seen)), false) : null))),
  ];
}

const STATUS = [["suggested", "Suggested, not done"], ["vetoed", "Vetoed"], ["shadowed", "Gave way to another proposal"], ["note", "Noted"]];

function neighbours(one) {
  const step = (to, name, says) => to && Object.assign(link({...hash(), v: "article", a: to.id, e: ""}, says), {title: name});
  return el("span", {class: "up"}, step(ARTICLES[one.n - 1], "previous article", "‹ previous"), " ", step(ARTICLES[one.n + 1], "next article", "next ›"));
}

function facts(one, {facts: told, names, encoding}) {
  const [name, evidence, rivals] = encoding;
  return el("dl", {class: "facts"},
    el("div", {}, el("dt", {}, "language"), el("dd", {}, one.lang)),
    told.map(([key, value]) => el("div", {}, el("dt", {}, key), el("dd", {}, quote(value)))),
    names.length > 0 && el("div", {class: "wide"}, el("dt", {}, "names"), el("dd", {}, names.map(([n, count]) =>
      el("span", {class: "name"}, quote(n), count > 1 && el("small", {}, ` ×${count}`))))),
    el("div", {class: "wide"}, el("dt", {}, "encoding"), el("dd", {}, name, evidence && el("span", {class: "soft"}, `, ${evidence}`),
      rivals && el("span", {class: "soft"}, ` (could have been ${rivals})`))));
}

function block(b, seen) {
  if (b.gone) return gone(b, seen);
  const title = seen.one.title.trim();
  const is_title = title && b.spans.flatMap(s => s[0]).filter(a => a[0] !== 1 && !(a[2] & 2)).map(a => a[1]).join("").trim() === title;
  return el("div", {class: b.blank ? "para blank" : is_title ? "para title" : "para"}, b.spans.map(s => span(s, seen)));
}

// Source and clean text side by side; the source is a copy for the eye.
function pair(b, seen) {
  const source = el("div", {class: "para was", "aria-hidden": "true"});
  for (const [atoms] of b.spans) for (const [kind, text, flags] of atoms) {
    if (kind === 2) continue;
    spell(kind === 1 ? source.appendChild(el("del", {class: (flags & 1) && "q"})) : source.appendChild(el("span", {class: (flags & 2) && "lf"})), text, {changed: kind === 1});
  }
  return el("div", {class: "pair"}, source, block(b, seen));
}

function gone(b, seen) {
  const {rules, words, tags, size, peek} = b.gone;
  const numbers = b.spans.flatMap(s => s[1] ?? []);
  const names = rules.length === 1 ? rules[0] : rules.map(r => r.split("/")[1]).slice(0, 3).join(", ") + (rules.length > 3 ? ` + ${rules.length - 3}` : "");
  return el("details", {class: "gone"},
    el("summary", {},
      el("span", {class: "nums", dir: "ltr"}, numbers.length ? `${numbers[0]}${numbers.length > 1 ? `–${numbers.at(-1)}` : ""}` : ""),
      el("span", {class: "by", lang: "en", dir: "ltr"}, names), el("span", {class: "peek"}, quote(peek)),
      el("span", {class: "size", lang: "en", dir: "ltr"}, plural(words, "word"), el("span", {class: "extra"}, tags ? `, ${plural(tags, "tag")}, ${thousands(size)} characters` : ""))),
    el("div", {class: "taken"}, b.spans.map(s => span(s, seen))));
}

function span([atoms, numbers], seen) {
  const drawn = atoms.map(a => atom(a, seen)).flat();
  if (!numbers) return drawn;
  const why = numbers.map(n => seen.by.get(n)).map(c => `${c.n} · ${c.rule} · ${percent(c.sure)}\n${c.reason}`).join("\n");
  return el("span", {class: "ch", "data-why": why, "data-rows": numbers.map(n => seen.at.get(n)).join(" ")}, drawn, numbers.map(n => mark(n, String(n), seen)));
}

function mark(n, says, seen) {
  const e = seen.by.get(n), row = seen.at.get(n);
  const to = link({...hash(), e: e.name}, says);
  to.setAttribute("aria-label", `${n < 0 ? e.status : "change"} ${Math.abs(n)}, ${e.rule}`);
  to.addEventListener("click", event => { event.preventDefault(); select(row); });
  return el("sup", {"data-row": row}, to);
}

function atom([kind, text, flags, remarks], seen) {
  const quiet = flags & 1, lf = flags & 2;
  if (kind === 1) return spell(el("del", {"data-kind": "before", class: quiet && "q", dir: quiet ? "ltr" : "auto"}), text, {changed: true});
  if (kind === 2) return spell(el("ins", {"data-kind": "after", class: lf ? "lf" : quiet && "q"}), text, {changed: !lf});
  const kept = spell(el("span", {"data-kind": "kept", class: lf && "lf"}), text);
  if (!remarks || lf) return kept;
  const told = remarks.map(n => seen.by.get(-n));
  const fresh = remarks.filter(n => !seen.marked.has(n));
  fresh.forEach(n => seen.marked.add(n));
  const why = told.map(r => `${r.status}, not done: ${r.rule} · ${percent(r.sure ?? 0)}\n${r.reason}${r.said[1] ? ` → ${r.said[1]}` : ""}`).join("\n");
  return el("span", {class: `maybe ${told[0].status}`, "data-why": why, "data-rows": remarks.map(n => seen.at.get(-n)).join(" ")}, kept,
    fresh.map(n => mark(-n, `${seen.by.get(-n).status === "suggested" ? "?" : "×"}${n}`, seen)));
}

// Changes with one rule and one reason stand in a row under one heading.
function grouped(causes, seen) {
  const groups = [];
  for (const c of causes) {
    const last = groups.at(-1)?.[0];
    if (last && last.rule === c.rule && last.reason === c.reason && last.sure === c.sure) groups.at(-1).push(c);
    else groups.push([c]);
  }
  return groups.map(group => el("li", {}, group.map(c => entry(c, seen)), cause(group[0])));
}

function entry(c, seen) {
  const row = seen.at.get(c.n), says = c.n > 0 ? String(c.n) : `${c.status === "suggested" ? "?" : "×"}${-c.n}`;
  const number = row === undefined ? el("span", {class: "num"}, c.status === "note" ? "·" : says)
    : el("a", {class: "num", href: `#${new URLSearchParams({...hash(), e: c.name})}`, "aria-label": `to the place of change ${Math.abs(c.n)}`,
      on: {click: e => { e.preventDefault(); select(row); }}}, says);
  return el("div", {class: "row", "data-row": row}, number,
    c.status === "note" ? quote(c.said[0], {class: "wording"}) : wording(...c.said),
    el("span", {class: "state"}, row === undefined ? null : verdictMark(row)),
    (c.facts ?? []).map(([name, value]) => el("span", {class: "fact"}, `${name}: `, quote(value))));
}

function cause(c) {
  const rule = RULES.find(r => r.id === c.rule) ?? {id: c.rule, about: "", sure: null, measured: null};
  return el("p", {class: "cause"}, ruleLink(rule), " ", c.sure === null ? null : el("span", {class: "sure", title: "claimed confidence"}, percent(c.sure)),
    rule.measured && el("span", {class: "sure", title: "measured"}, `, measured ${measured(rule.measured)}`),
    c.by && el("span", {class: "by"}, ` ${c.status === "shadowed" ? "for" : "by"} ${c.by}`),
    el("span", {class: "why"}, quote(c.reason)));
}

function aside(title, remarks, seen, status) {
  if (!remarks.length) return null;
  return folded(title, remarks.length, () => el("ol", {class: `changes ${status}`}, remarks.map(r => el("li", {}, entry(r, seen), cause(r)))), status === "suggested" || status === "vetoed");
}

// What is folded is drawn when it is opened.
function folded(title, n, draw, open) {
  const made = el("details", {class: "remarks", open}, el("summary", {}, title, " ", el("span", {class: "count"}, thousands(n))));
  const fill = () => { if (made.open && made.childElementCount === 1) made.append(draw()); };
  made.addEventListener("toggle", fill);
  fill();
  return made;
}
