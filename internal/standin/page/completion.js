// Suggestions in the message box: commands after "/", people after "@",
// channels after "#". Arrows choose; Tab or Enter takes; Esc closes.
import { el } from './nodes.js';

const list = document.getElementById('completions');
let box = null;
let world = null;
let found = [];
let at = 0;
let start = 0;

// beginCompletion ties the list to the message box.
export function beginCompletion(textarea, snapshot) {
  box = textarea;
  world = snapshot;
  box.addEventListener('input', look);
  box.addEventListener('keydown', keys, true);
  box.addEventListener('blur', hide);
}

// completing says whether the list is open and has the keys.
export function completing() {
  return !list.hidden;
}

function look() {
  const before = box.value.slice(0, box.selectionStart);
  const mark = /^\/\S*$/.exec(before) || /(?:^|\s)([@#][\p{L}\p{N}'.-]*(?: [\p{L}\p{N}'.-]*)?)$/u.exec(before);
  const word = mark ? mark[1] || mark[0] : '';
  start = before.length - word.length;
  found = word ? candidates(word) : [];
  at = 0;
  if (found.length) draw();
  else hide();
}

function candidates(word) {
  const rest = word.slice(1).toLowerCase();
  const { Commands = [], People, Channels } = world();
  if (word[0] === '/') return (Commands || []).filter((one) => one.Name.slice(1).startsWith(rest)).map((one) => ({ put: one.Name, name: one.Name, hint: one.Hint, note: one.Summary }));
  if (word[0] === '@') return People.filter((one) => matches(one.Name, rest)).slice(0, 8).map((one) => ({ put: `@${one.Name}`, name: one.Name, note: one.Title }));
  return Channels.filter((one) => !one.DM && one.Name.includes(rest)).slice(0, 8).map((one) => ({ put: `#${one.Name}`, name: `#${one.Name}` }));
}

function matches(name, rest) {
  const low = name.toLowerCase();
  return low !== rest && (low.startsWith(rest) || low.split(' ').some((part) => rest && part.startsWith(rest)));
}

function draw() {
  list.replaceChildren(...found.map((one, index) => el('div', {
    role: 'option', id: `completion-${index}`, 'aria-selected': String(index === at),
    on: { pointerdown: (event) => { event.preventDefault(); take(index); } },
  }, el('span', { class: 'what' }, el('b', {}, one.name), one.hint ? ` ${one.hint}` : ''), one.note ? el('small', {}, one.note) : null)));
  list.hidden = false;
  box.setAttribute('aria-activedescendant', `completion-${at}`);
  list.children[at].scrollIntoView({ block: 'nearest' });
}

function hide() {
  list.hidden = true;
  box.removeAttribute('aria-activedescendant');
}

function keys(event) {
  if (list.hidden || event.isComposing) return;
  if (event.key === 'ArrowDown') at = (at + 1) % found.length;
  else if (event.key === 'ArrowUp') at = (at - 1 + found.length) % found.length;
  else if (event.key === 'Escape') return swallow(event, hide);
  else if (event.key === 'Tab') return swallow(event, () => take(at));
  else if (event.key === 'Enter' && !event.shiftKey && !whole()) return swallow(event, () => take(at));
  else return event.key === 'Enter' ? hide() : undefined;
  return swallow(event, draw);
}

// whole says that the word is already complete: Enter then sends.
function whole() {
  return box.value.slice(start, box.selectionStart).toLowerCase() === found[at].put.toLowerCase();
}

function swallow(event, run) {
  event.preventDefault();
  event.stopPropagation();
  run();
}

function take(index) {
  const put = `${found[index].put} `;
  const after = box.value.slice(box.selectionStart);
  box.value = box.value.slice(0, start) + put + after;
  box.selectionStart = box.selectionEnd = start + put.length;
  hide();
}
