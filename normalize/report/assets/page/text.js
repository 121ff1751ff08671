// Elements and text. All that the page shows goes through here: text nodes only, nothing is ever parsed as markup.

const SVG = "http://www.w3.org/2000/svg";
const RTL = /^(ar|arc|az-arab|ckb|dv|fa|he|ps|sd|ug|ur|yi)$/;

function el(tag, said = {}, ...children) {
  const made = SHAPES.has(tag) ? document.createElementNS(SVG, tag) : document.createElement(tag);
  for (const [name, value] of Object.entries(said)) {
    if (value === undefined || value === null || value === false) continue;
    if (name === "on") for (const [event, run] of Object.entries(value)) made.addEventListener(event, run);
    else made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.flat(Infinity).filter(child => child || child === 0));
  return made;
}

const SHAPES = new Set(["svg", "rect", "line", "path"]);

const thousands = n => n.toLocaleString("en");
const plural = (n, one, many = one + "s") => `${thousands(n)} ${n === 1 ? one : many}`;
const percent = p => `${Math.round(p * 100)} %`;
const direction = lang => RTL.test(lang) ? "rtl" : "ltr";

// Put a text into an element, character for character. What nobody sees gets its name beside it; a lone surrogate,
// which comes as a number, is an empty element with its number.
function spell(into, said, {changed = false} = {}) {
  const pattern = changed ? UNSEEN.changed : UNSEEN.kept;
  for (const part of typeof said === "string" ? [said] : said) {
    if (typeof part === "number") {
      const code = part.toString(16).toUpperCase();
      into.append(el("i", {class: "x", "data-char": code, "data-name": `U+${code}`}));
      continue;
    }
    let at = 0;
    for (const found of part.matchAll(pattern)) {
      const char = found[0], end = found.index + char.length;
      if (changed && joins(part, found.index, char)) continue;
      into.append(part.slice(at, found.index), el("i", {class: char === "\r" ? "v cr" : "v", "data-name": named(char)}, char));
      at = end;
    }
    into.append(part.slice(at));
  }
  return into;
}

function joins(text, at, char) {
  return (char === "\u200c" || char === "\u200d") && UNSEEN.joining.test(text[at - 1] ?? "") && UNSEEN.joining.test(text[at + 1] ?? "");
}

function named(char) {
  const code = char.codePointAt(0).toString(16).toUpperCase().padStart(4, "0");
  return `U+${code} ${UNSEEN.names[code] ?? ""}`.trim();
}

// A text of an article in a list: what it says decides which way it runs.
const quote = (text, said = {}) => spell(el("bdi", said), text);

function announce(text) {
  document.getElementById("told").textContent = text;
}
