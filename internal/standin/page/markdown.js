// The standard Markdown of `markdown` blocks: headings, lists, quotes, fences,
// tables, emphasis and links. Raw HTML is shown as text.
import { el, link } from './nodes.js';
import { scan, pattern, atWordStart } from './inline.js';
import { emoji } from './emoji.js';
import { angle, decode } from './mrkdwn.js';
import { groupLines } from './lines.js';

// markdown renders a whole text.
export function markdown(words, world) {
  const lines = words.replaceAll('\r', '').split('\n');
  const nodes = [];
  let at = 0;
  while (at < lines.length) {
    const taken = take(lines, at, world);
    nodes.push(taken.node);
    at += taken.count;
  }
  return nodes;
}

function take(lines, at, world) {
  return fence(lines, at) || heading(lines[at], world) || rule(lines[at]) || table(lines, at, world) || prose(lines, at, world);
}

function fence(lines, at) {
  if (!/^\s*(```|~~~)/.test(lines[at])) return null;
  const sign = lines[at].trim().slice(0, 3);
  const end = lines.findIndex((line, index) => index > at && line.trim().startsWith(sign));
  const last = end === -1 ? lines.length : end;
  return { node: el('pre', {}, el('code', {}, lines.slice(at + 1, last).join('\n'))), count: last - at + 1 };
}

// Headings start at h3: h1 is the place and h2 the day or the form.
function heading(line, world) {
  const match = /^(#{1,6})\s+(.*?)\s*#*$/.exec(line);
  if (!match) return null;
  return { node: el(`h${Math.min(match[1].length + 2, 6)}`, {}, inline(match[2], world)), count: 1 };
}

function rule(line) {
  return /^\s*([-*_])(\s*\1){2,}\s*$/.test(line) ? { node: el('hr'), count: 1 } : null;
}

function table(lines, at, world) {
  if (!/\|/.test(lines[at]) || !/^[\s|:-]*-[\s|:-]*$/.test(lines[at + 1] || '')) return null;
  let end = at + 2;
  while (end < lines.length && /\|/.test(lines[end])) end += 1;
  const cells = (line) => line.trim().replace(/^\||\|$/g, '').split('|').map((cell) => inline(cell.trim(), world));
  const head = el('thead', {}, el('tr', {}, cells(lines[at]).map((cell) => el('th', { scope: 'col' }, cell))));
  const body = el('tbody', {}, lines.slice(at + 2, end).map((line) => el('tr', {}, cells(line).map((cell) => el('td', {}, cell)))));
  return { node: el('div', { class: 'scroll', tabindex: '0', role: 'group', 'aria-label': 'Table' }, el('table', {}, head, body)), count: end - at };
}

function prose(lines, at, world) {
  let end = at + 1;
  while (end < lines.length && lines[end].trim() && !starts(lines, end, world)) end += 1;
  const nodes = groupLines(lines.slice(at, end), (line) => inline(line, world));
  return { node: el('div', { class: 'prose' }, nodes), count: end - at };
}

function starts(lines, at, world) {
  return fence(lines, at) || heading(lines[at], world) || rule(lines[at]) || table(lines, at, world);
}

function inline(words, world) {
  const again = (inner) => inline(inner, world);
  return scan(words, [
    pattern(/\\([\\`*_{}[\]()#+\-.!|~<>])/, (match) => match[1]),
    pattern(/`([^`\n]+)`/, (match) => el('code', {}, match[1])),
    pattern(/!?\[([^\]]*)\]\(([^)\s]+)[^)]*\)/, (match) => link(match[2], again(match[1]))),
    pattern(/<([@#!][^<>\s][^<>]*|https?:[^<>\s]+)>/, (match) => angle(match[1], world)),
    pattern(/(\*\*|__)(?=\S)(.+?\S|\S)\1/, (match) => el('strong', {}, again(match[2]))),
    pattern(/~~(?=\S)(.+?)~~/, (match) => el('s', {}, again(match[1]))),
    pattern(/([*_])(?=\S)([^*_\n]*[^*_\s])\1(?![\p{L}\p{N}])/u, (match, all, at) => atWordStart(all, at) && el('em', {}, again(match[2]))),
    pattern(/https?:\/\/[^\s<>)]+[^\s<>).,;:!?]/, (match) => link(match[0], match[0])),
    pattern(/:([a-z0-9_+-]+):/, (match) => emoji(match[1])),
  ], decode);
}
