// A coloured square with initials, the same for the same person every time.
import { el } from './nodes.js';

// avatar draws a person; it is decoration, the name stands beside it.
export function avatar(person) {
  return el('span', { class: `avatar tint-${tint(person.ID)}${person.Bot ? ' bot' : ''}`, 'aria-hidden': 'true' }, initials(person.Name));
}

function initials(name) {
  const words = name.replace(/[^\p{L}\p{N} ]/gu, '').split(' ').filter(Boolean);
  return ((words[0]?.[0] || '?') + (words.length > 1 ? words.at(-1)[0] : '')).toUpperCase();
}

function tint(id) {
  let sum = 0;
  for (const letter of id) sum = (sum * 31 + letter.codePointAt(0)) % 9973;
  return sum % 8;
}
