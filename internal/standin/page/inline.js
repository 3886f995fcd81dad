// A scanner for text with marks in it. mrkdwn.js and markdown.js give it their
// rules; it gives back nodes. Text between marks becomes text nodes.

// A rule looks at `text` from `at` on and gives {length, node} or null.

// scan walks the text once, asking the rules in order at each place.
export function scan(text, rules, decode = (plain) => plain) {
  const nodes = [];
  let plain = '';
  let at = 0;
  while (at < text.length) {
    const hit = first(rules, text, at);
    if (!hit) {
      plain += text[at];
      at += 1;
      continue;
    }
    if (plain) nodes.push(decode(plain));
    plain = '';
    nodes.push(hit.node);
    at += hit.length;
  }
  if (plain) nodes.push(decode(plain));
  return nodes;
}

function first(rules, text, at) {
  for (const rule of rules) {
    const hit = rule(text, at);
    if (hit) return hit;
  }
  return null;
}

// pattern makes a rule of a sticky expression and a builder that takes the match;
// a builder may give null to say "not this one after all".
export function pattern(expression, build) {
  const sticky = new RegExp(expression.source, `${expression.flags.replace('y', '')}y`);
  return (text, at) => {
    sticky.lastIndex = at;
    const match = sticky.exec(text);
    if (!match || !match[0]) return null;
    const node = build(match, text, at);
    return node ? { length: match[0].length, node } : null;
  };
}

// atWordStart says whether a mark at `at` may open: Slack leaves marks inside a
// word (snake_case, 2*3*4) alone.
export function atWordStart(text, at) {
  return at === 0 || !/[\p{L}\p{N}]/u.test(text[at - 1]);
}
