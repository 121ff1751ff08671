// Small things that every view draws: a change in words, a rule with its claim and its measure, lists that grow.

function wording(before, after, said = {}) {
  return el("bdi", {class: "wording", ...said},
    before && spell(el("del"), before, {changed: true}),
    before && after && el("span", {class: "to"}, " → "),
    after && spell(el("ins"), after, {changed: true}));
}

const link = (said, ...inside) => el("a", {href: `#${new URLSearchParams(Object.entries(said).filter(([, value]) => value !== ""))}`}, ...inside);

// The name of a rule may break after its slash.
function ruleLink(rule, said = {}) {
  const [stage, name] = rule.id.split("/");
  const made = link({v: "changes", q: `rule:${rule.id}`}, `${stage}/`, el("wbr"), name ?? "");
  made.className = "rule";
  made.title = rule.about;
  for (const [key, value] of Object.entries(said)) made.setAttribute(key, value);
  return made;
}

function claimed(rule) {
  if (!rule.sure) return "";
  const [low, high] = rule.sure.map(p => Math.round(p * 100));
  return low === high ? `${low} %` : `${low}–${high} %`;
}

// What people said of a rule: "91 % (10 of 11)".
function measured([accepted, rejected]) {
  return `${percent(accepted / (accepted + rejected))} (${accepted} of ${accepted + rejected})`;
}

// Claimed and measured confidence on one line from 0 to 100 %.
function meter(rule) {
  const [low, high] = rule.sure ?? [0, 0];
  const said = `claimed ${claimed(rule) || "nothing"}` + (rule.measured ? `, measured ${measured(rule.measured)}` : "");
  return el("svg", {class: "meter", viewBox: "0 0 100 10", preserveAspectRatio: "none", role: "img", "aria-label": said},
    el("rect", {class: "range", x: 0, y: 4, width: 100, height: 2}),
    rule.sure && el("rect", {class: "claim", x: Math.max(0, low * 100 - 1), y: 1, width: (high - low) * 100 + 2, height: 8}),
    rule.measured && el("rect", {class: "interval", x: rule.measured[2] * 100, y: 3, width: (rule.measured[3] - rule.measured[2]) * 100, height: 4}),
    rule.measured && el("rect", {class: "mean", x: 100 * rule.measured[0] / (rule.measured[0] + rule.measured[1]) - 1, y: 0, width: 2, height: 10}));
}

function bar(n, most) {
  return el("svg", {class: "bars", viewBox: "0 0 100 8", preserveAspectRatio: "none", "aria-hidden": "true"},
    el("rect", {width: 100 * n / (most || 1), height: 8}));
}

// A list that is drawn as far as somebody looks.
function growing(list, items, draw, step = 100) {
  let at = 0;
  const end = el(list.tagName === "TBODY" ? "tr" : "li", {class: "more-below", "aria-hidden": "true"});
  const more = () => {
    end.before(...items.slice(at, at + step).map(draw));
    at += step;
    if (at >= items.length) { watch.disconnect(); end.remove(); }
  };
  const watch = new IntersectionObserver(seen => { if (seen.some(s => s.isIntersecting)) more(); }, {rootMargin: "600px"});
  list.append(end);
  more();
  if (at < items.length) watch.observe(end);
  return upto => { while (at <= upto && at < items.length) more(); };
}

const MARKS = {accept: "✓", reject: "✗"};

function verdictMark(i) {
  const row = verdictOf(i);
  return row && el("span", {class: `verdict ${row.verdict}`, title: `${row.verdict}ed: ${SCOPE_SAYS[row.scope]}`},
    MARKS[row.verdict], el("span", {class: "hidden"}, `${row.verdict}ed`));
}
