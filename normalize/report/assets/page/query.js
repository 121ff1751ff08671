// The query: `rule:names/* lang:ru -status:vetoed sure:<90 "free words"`. Same keys are alternatives, others must all hold.

const TOKEN = /(-?)(?:([a-z]+):)?(?:"([^"]*)"|(\S+))/g;
const FACETS = [
  ["status", "What became of it"],
  ["decided", "Decided"],
  ["since", "Since the earlier run"],
  ["stage", "Stage"],
  ["rule", "Rule"],
  ["lang", "Language"],
  ["site", "Site"],
];
const KEYS_OF = ["status", "decided", "since", "stage", "rule", "lang", "site", "doc", "from", "to", "sure"];

const VALUE = {
  status: i => HEAD.status[EDITS.status[i]],
  decided: i => verdictOf(i)?.verdict ?? "open",
  since: i => HEAD.since ? HEAD.since.values[EDITS.since[i]] : "",
  stage: i => RULES[EDITS.rule[i]].stage,
  rule: i => RULES[EDITS.rule[i]].id,
  lang: i => ARTICLES[EDITS.article[i]].lang,
  site: i => ARTICLES[EDITS.article[i]].site,
  doc: i => ARTICLES[EDITS.article[i]].id,
  from: i => EDITS.strings[EDITS.before[i]],
  to: i => EDITS.strings[EDITS.after[i]],
  sure: i => EDITS.sure[i] * 100,
};

function parse(query) {
  const keys = new Map(), words = [];
  for (const [, minus, key, quoted, bare] of query.matchAll(TOKEN)) {
    const value = quoted ?? bare;
    if (key && KEYS_OF.includes(key)) {
      if (!keys.has(key)) keys.set(key, []);
      keys.get(key).push({not: minus === "-", value, test: tested(key, value)});
    } else {
      words.push({not: minus === "-", value: (key ? `${key}:${value}` : value).toLowerCase()});
    }
  }
  return {keys, words};
}

function tested(key, value) {
  if (key === "sure") {
    const [, sign, number] = value.match(/^([<>]?)=?(\d+)$/) ?? [null, "", "-1"];
    return sign === "<" ? v => v < +number : sign === ">" ? v => v > +number : v => Math.round(v) === +number;
  }
  if (key === "doc" && !value.endsWith("*")) return v => v === value;
  if (key === "rule" && !value.endsWith("*")) return v => v === value || v.startsWith(`${value}/`);
  return value.endsWith("*") ? v => v.startsWith(value.slice(0, -1)) : v => v === value;
}

const haystacks = [];

function hay(i) {
  const {title, path} = ARTICLES[EDITS.article[i]];
  return haystacks[i] ??= [EDITS.left[i], VALUE.from(i), VALUE.to(i), EDITS.right[i], title, path].join("\n").toLowerCase();
}

const holds = (tests, value) => {
  const wanted = tests.filter(t => !t.not);
  return (!wanted.length || wanted.some(t => t.test(value))) && !tests.some(t => t.not && t.test(value));
};

// Rows that a query finds, and for every facet how many it would find with another value of that facet.
function ask(query) {
  const {keys, words} = parse(query);
  const tests = [...keys].map(([key, list]) => {
    const known = new Map();  // a value is tested once
    return [key, i => {
      const value = VALUE[key](i);
      if (!known.has(value)) known.set(value, holds(list, value));
      return known.get(value);
    }];
  });
  const found = [], counts = Object.fromEntries(FACETS.map(([key]) => [key, new Map()]));
  const count = (key, i) => {
    const value = VALUE[key](i);
    counts[key].set(value, (counts[key].get(value) ?? 0) + 1);
  };
  for (let i = 0; i < COUNT; i++) {
    if (words.some(w => hay(i).includes(w.value) === w.not)) continue;
    const failing = tests.filter(([, test]) => !test(i));
    if (failing.length > 1) continue;
    if (failing.length) {
      if (failing[0][0] in counts) count(failing[0][0], i);
      continue;
    }
    found.push(i);
    for (const [key] of FACETS) count(key, i);
  }
  return {found, counts, keys, words};
}

// The query with a value of a facet taken in, or taken out where it is in.
function toggled(query, key, value) {
  const token = `${key}:${/\s|^$/.test(value) ? `"${value}"` : value}`;
  const parts = query.match(TOKEN) ?? [];
  const left = parts.filter(p => p !== token && p !== `${key}:"${value}"`);
  return (left.length < parts.length ? left : [...parts, token]).join(" ");
}
