// Lines of text gathered into paragraphs, lists and quotes, so that a screen
// reader hears "list, three items" where the eye sees three bullets.
import { el } from './nodes.js';

const kinds = [
  { name: 'quote', start: /^(?:&gt;|>) ?/ },
  { name: 'bullets', start: /^\s*(?:[•◦▪]|[-*](?= ))\s*/ },
  { name: 'numbers', start: /^\s*(\d+)[.)]\s+/ },
];

// groupLines gives one node per run of lines of the same kind; `inline` renders a line.
export function groupLines(lines, inline) {
  const runs = [];
  for (const line of lines) {
    const kind = kinds.find((one) => one.start.test(line));
    const name = kind ? kind.name : line.trim() ? 'text' : 'blank';
    const last = runs.at(-1);
    const words = kind ? line.replace(kind.start, '') : line;
    if (last && last.name === name) last.lines.push(words);
    else runs.push({ name, lines: [words], from: Number((kind && kind.start.exec(line)[1]) || 1) });
  }
  return runs.filter((run) => run.name !== 'blank').map((run) => build[run.name](run, inline));
}

const build = {
  text: (run, inline) => el('p', {}, broken(run.lines, inline)),
  quote: (run, inline) => el('blockquote', {}, broken(run.lines, inline)),
  bullets: (run, inline) => el('ul', {}, run.lines.map((line) => el('li', {}, inline(line)))),
  numbers: (run, inline) => el('ol', { start: run.from === 1 ? null : run.from }, run.lines.map((line) => el('li', {}, inline(line)))),
};

function broken(lines, inline) {
  return lines.map((line, index) => [index ? el('br') : null, inline(line)]);
}
