// The data of the page, unpacked: a head with one row a change, and articles that are unpacked when needed.

async function unpack(id) {
  const packed = atob(document.getElementById(id).content.textContent);
  const bytes = new Uint8Array(packed.length);
  for (let n = 0; n < packed.length; n++) bytes[n] = packed.charCodeAt(n);
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).json();
}

const HEAD = await unpack("head");
const UNSEEN = {
  kept: new RegExp(HEAD.unseen.kept, "gu"),
  changed: new RegExp(HEAD.unseen.changed, "gu"),
  joining: new RegExp(HEAD.unseen.joining, "u"),
  names: HEAD.unseen.names,
};
const RULES = HEAD.rules;
const EDITS = HEAD.edits;
const COUNT = EDITS.article.length;
const ARTICLES = HEAD.articles.map(([id, path, title, lang, site, changes, quiet, suggested], n) =>
  ({n, id, path, title, lang, site, changes, quiet, suggested, first: -1, last: -1}));
for (let i = 0; i < COUNT; i++) {  // rows of an article stand together
  const one = ARTICLES[EDITS.article[i]];
  if (one.first < 0) one.first = i;
  one.last = i;
}

// One change as an object.
function change(i) {
  return {
    i,
    article: ARTICLES[EDITS.article[i]],
    rule: RULES[EDITS.rule[i]],
    status: HEAD.status[EDITS.status[i]],
    sure: EDITS.sure[i],
    number: EDITS.number[i],
    name: EDITS.name[i],
    before: EDITS.strings[EDITS.before[i]],
    after: EDITS.strings[EDITS.after[i]],
    left: EDITS.left[i],
    right: EDITS.right[i],
  };
}

function rowsOf(article) {
  return article.first < 0 ? [] : Array.from({length: article.last - article.first + 1}, (_, k) => article.first + k);
}

const known = new Map();

// All that is known of an article: facts, blocks, the edits behind its changes.
function wholeOf(article) {
  if (!known.has(article.n)) known.set(article.n, unpack(`article-${article.n}`));
  return known.get(article.n);
}
