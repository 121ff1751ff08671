// What happened, by rule, stage, language and site; then the articles.

function overview(asked) {
  const made = new Map(), articles = new Map();
  for (const i of asked.found) {
    const rule = EDITS.rule[i], one = EDITS.article[i];
    if (!made.has(rule)) made.set(rule, {rule: RULES[rule], n: [0, 0, 0], articles: new Set()});
    const total = made.get(rule);
    total.n[EDITS.status[i]]++;
    total.articles.add(one);
    articles.set(one, (articles.get(one) ?? 0) + 1);
  }
  const all = !S.q;
  const shown = all ? ARTICLES : [...articles.keys()].map(n => ARTICLES[n]);
  return [
    el("header", {class: "top"},
      el("h1", {}, "What was changed"),
      el("p", {class: "lead"}, "Every change that was made to ", HEAD.total.articles === 1 ? "this article" : "these articles",
        ", in its place and with its reason. ", el("del", {}, "Struck through"), " is what the source had, ",
        el("ins", {}, "underlined"), " is what stands there now. Press ", el("kbd", {}, "?"), " for the keys."),
      figures(asked, shown.length)),
    HEAD.skipped.length && all ? skippedTable() : null,
    HEAD.since && all ? sinceTable(asked) : null,
    charts(asked),
    rulesTable([...made.values()]),
    articlesTable(shown, articles),
  ].filter(Boolean);
}

function figures(asked, shown) {
  const {total} = HEAD, of = key => asked.counts.status.get(key) ?? 0;
  const told = S.q ? [["articles", shown], ["changes", of("applied")], ["suggested, not done", of("suggested")], ["vetoed", of("vetoed")]]
    : [["articles", total.articles], ["changes", total.changes], ["of tags and white space only", total.quiet],
       ["suggested, not done", total.suggested], ["vetoed", total.vetoed], ["skipped", total.skipped]];
  const left = total.articles - total.shown;
  return [
    el("dl", {class: "figures"}, told.filter(([name, n]) => n || name !== "vetoed").map(([name, n]) =>
      el("div", {class: name === "skipped" && n > 0 && "alert"}, el("dt", {}, name), el("dd", {}, thousands(n))))),
    left > 0 && el("p", {class: "soft"}, `The page holds the first ${thousands(total.shown)} articles; of the others it has the counts above. `
      + "All are in out/ledgers, and “normalize diff” shows each."),
  ];
}

// What an earlier run did that this one does not; what is new can be filtered.
function sinceTable(asked) {
  const {gone, rows} = HEAD.since, of = value => asked.counts.since.get(value) ?? 0;
  const list = el("tbody");
  growing(list, rows, ([doc, rule, before, after]) => el("tr", {}, el("th", {scope: "row"}, quote(doc, {class: "file"})), el("td", {}, el("span", {class: "rule"}, rule)), el("td", {}, wording(before, after))));
  return el("section", {"aria-labelledby": "since"}, el("h2", {id: "since"}, "Since the earlier run"),
    el("p", {}, link({v: "changes", q: "since:new"}, plural(of("new"), "change"), " new"), ", ", link({v: "changes", q: "since:turned"}, `${thousands(of("turned"))} with another fate`),
      `, ${thousands(of("same"))} the same, ${thousands(gone)} gone.`),
    rows.length > 0 && el("details", {}, el("summary", {}, gone > rows.length ? `The first ${thousands(rows.length)} that are gone` : "Those that are gone"),
      el("table", {}, el("thead", {}, el("tr", {}, ["Article", "Rule", "Change"].map(h => el("th", {scope: "col"}, h)))), list)));
}

function charts(asked) {
  const drawn = [["stage", "By stage"], ["lang", "By language"], ["site", "By site"], ["decided", "Decided"]].map(([key, title]) => {
    const rows = [...asked.counts[key]].filter(([value]) => value).sort((a, b) => b[1] - a[1]);
    if (rows.length < 2 && key !== "lang") return null;
    const most = Math.max(...rows.map(([, n]) => n));
    return el("section", {class: "chart"}, el("h3", {}, title), el("ul", {}, rows.slice(0, 8).map(([value, n]) =>
      el("li", {}, link({v: "overview", q: toggled(S.q, key, value)}, quote(value)), bar(n, most), el("span", {class: "n"}, thousands(n))))),
      rows.length > 8 && el("p", {class: "soft"}, `and ${thousands(rows.length - 8)} more`));
  });
  return drawn.some(Boolean) ? el("section", {class: "charts", "aria-label": "Charts"}, drawn) : null;
}

function rulesTable(made) {
  made.sort((a, b) => EDITS_ORDER(a.rule) - EDITS_ORDER(b.rule) || b.n[0] - a.n[0]);
  const most = Math.max(0, ...made.map(m => m.n[0]));
  const vetoed = made.some(m => m.n[2]), asked = made.some(m => m.rule.measured);
  const head = ["Changes", null, "Articles", "Suggested", vetoed && "Vetoed"].filter(h => h !== false);
  return el("section", {"aria-labelledby": "rules"}, el("h2", {id: "rules"}, "By rule"),
    el("table", {class: "rules"},
      el("thead", {}, el("tr", {}, el("th", {scope: "col"}, "Rule"),
        head.map(h => h === null ? el("td", {}) : el("th", {scope: "col", class: "n"}, h)),
        el("th", {scope: "col", class: "n"}, "Claimed"), el("th", {scope: "col", class: "n"}, "Measured"), el("td", {}))),
      el("tbody", {}, made.map(({rule, n, articles}) => el("tr", {},
        el("th", {scope: "row"}, ruleLink(rule), el("span", {class: "about"}, rule.about)),
        el("td", {class: "n"}, n[0] ? thousands(n[0]) : "–"), el("td", {class: "bar-cell"}, bar(n[0], most)),
        el("td", {class: "n"}, thousands(articles.size)), el("td", {class: "n"}, n[1] ? thousands(n[1]) : ""),
        vetoed && el("td", {class: "n"}, n[2] ? thousands(n[2]) : ""),
        el("td", {class: "n"}, claimed(rule)), el("td", {class: "n"}, rule.measured ? measured(rule.measured) : ""),
        el("td", {class: "meter-cell"}, meter(rule)))))),
    el("p", {class: "soft"}, "“Claimed” is the chance that a reviewer would accept a change, as the rule states it; “measured” is how often "
      + (asked ? "they did." : "they did: nobody was asked yet. Open a rule and press a or x at its changes.")));
}

const EDITS_ORDER = rule => RULES.findIndex(r => r.stage === rule.stage);

function articlesTable(shown, counts) {
  const body = el("tbody");
  growing(body, shown, one => el("tr", {},
    el("td", {class: "n"}, one.n + 1),
    el("th", {scope: "row"}, articleLink(one), el("bdi", {class: "file"}, one.path)),
    el("td", {}, one.lang), el("td", {class: "n"}, thousands(S.q ? counts.get(one.n) ?? 0 : one.changes)),
    el("td", {class: "n"}, thousands(one.quiet)), el("td", {class: "n"}, one.suggested ? thousands(one.suggested) : "")), 100);
  const heads = [["No.", "n"], ["Title"], ["Language"], [S.q ? "Found" : "Changes", "n"], ["Tags, space", "n"], ["Suggested", "n"]];
  const more = el("div", {class: "texts"});
  if (S.q) texts(more);
  return el("section", {"aria-labelledby": "articles"}, el("h2", {id: "articles"}, "Articles"), el("table", {class: "articles"},
    el("thead", {}, el("tr", {}, heads.map(([h, c]) => el("th", {scope: "col", class: c}, h)))), body), more);
}

function articleLink(one, said = {}) {
  const made = link({v: "article", a: one.id, ...said}, quote(one.title, {lang: one.lang}));
  made.dir = direction(one.lang);
  return made;
}

// Free words are looked for in the texts of the articles as well, one by one, while the page stays usable.
async function texts(into) {
  const {words} = parse(S.q), wanted = words.filter(w => !w.not).map(w => w.value);
  if (!wanted.length) return;
  const button = el("button", {type: "button", on: {click: look}}, `Look for ${wanted.map(w => `“${w}”`).join(" and ")} in the texts`);
  into.append(button);
  async function look() {
    button.disabled = true;
    const list = el("ul", {class: "found"}), told = el("p", {class: "soft", role: "status"});
    into.append(told, list);
    let found = 0;
    for (const one of ARTICLES) {
      if (!into.isConnected) return;
      if (one.n % 64 === 0) told.textContent = `${plural(found, "article")} found, ${thousands(one.n)} of ${thousands(ARTICLES.length)} looked at`;
      const text = (await unpack(`article-${one.n}`)).blocks.map(b => b.spans.map(s => s[0].map(a => typeof a[1] === "string" ? a[1] : "").join("")).join("")).join("\n");
      const lower = text.toLowerCase(), at = lower.indexOf(wanted[0]);
      if (at < 0 || !wanted.every(w => lower.includes(w))) continue;
      found++;
      list.append(el("li", {}, articleLink(one), quote(`…${text.slice(Math.max(0, at - 60), at + 100).replace(/\s+/g, " ")}…`, {class: "file"})));
    }
    told.textContent = `${plural(found, "article")} found in the texts, source or clean`;
  }
}

function skippedTable() {
  return el("section", {"aria-labelledby": "skipped"}, el("h2", {id: "skipped"}, "Skipped inputs"),
    el("table", {class: "stack"},
      el("thead", {}, el("tr", {}, el("th", {scope: "col"}, "Input"), el("th", {scope: "col"}, "Reason"))),
      el("tbody", {}, HEAD.skipped.slice(0, 1000).map(s => el("tr", {}, el("th", {scope: "row"}, quote(s.source, {class: "file"})),
        el("td", {}, el("b", {}, s.reason), " ", quote(s.message)))))),
    HEAD.skipped.length > 1000 && el("p", {class: "soft"}, `and ${thousands(HEAD.skipped.length - 1000)} more: out/quarantine.jsonl`));
}
