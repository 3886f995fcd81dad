// Block Kit's elements: what can be pressed, chosen or filled.
//
// element() is for actions blocks and accessories: a choice is sent at once.
// fieldElement() is for input blocks: the value waits for the form, and is
// also told to the server when the field is left, as its state.
// Every element carries data-action (its action_id).
import { el, button, safeLink } from './nodes.js';
import { line } from './mrkdwn.js';
import { press } from './place.js';
import { confirmFirst } from './confirm.js';
import { openMenu } from './menu.js';
import { choice } from './choices.js';
import { textField } from './fields.js';
import { external } from './external.js';
import { fileField } from './filefield.js';

// element renders one element outside an input. `about.name` is what it stands
// beside, for a screen reader, when it has no words of its own.
export function element(block, one, place, about) {
  if (one.type === 'button') return pressButton(block, one, place);
  if (one.type === 'overflow') return overflow(block, one, place, about);
  if (one.type === 'image') return el('span', { class: 'picture small' }, one.alt_text);
  return fieldElement(block, one, place, { name: one.placeholder?.text || about.name || 'Choose', ids: {}, now: true });
}

// fieldElement renders one element that holds a value. about.now: tell the
// server of each change although it is no input with dispatch_action.
export function fieldElement(block, one, place, about) {
  const send = (value, node) => confirmed(one, node, () => press(place, block, one, value, node));
  const build = builders(one.type);
  const node = build(block, one, place, { ...about, send });
  node.dataset.action = one.action_id || '';
  return node;
}

function builders(type) {
  if (/external_select$/.test(type)) return external;
  if (/select$|^checkboxes$|^radio_buttons$/.test(type)) return choice;
  if (type === 'file_input') return fileField;
  return textField;
}

function confirmed(one, node, run) {
  return one.confirm ? confirmFirst(one.confirm, node).then((yes) => (yes ? run() : undefined)) : run();
}

function pressButton(block, one, place) {
  const attributes = { class: one.style || 'plain', 'aria-label': one.accessibility_label, 'data-action': one.action_id, 'data-value': one.value };
  const words = [line(one.text), one.url ? el('span', { class: 'visually-hidden' }, ' (opens a new tab)') : null];
  const node = button(words, () => {
    follow(one.url);
    return confirmed(one, node, () => press(place, block, one, [], node));
  }, attributes);
  return node;
}

// Slack opens the address and tells the bot of the press as well.
function follow(address) {
  if (safeLink(address || '')) window.open(address, '_blank', 'noopener,noreferrer');
}

function overflow(block, one, place, about) {
  const name = `More choices${about.name ? `: ${about.name.slice(0, 80)}` : ''}`;
  const node = button(el('span', { 'aria-hidden': 'true' }, '⋯'), () => openMenu(node, name, one.options.map((option) => ({
    label: option.text.text,
    note: option.description?.text,
    run: () => {
      follow(option.url);
      return confirmed(one, node, () => press(place, block, one, [option.value], node));
    },
  }))), { class: 'icon', 'aria-haspopup': 'menu', 'aria-label': name, 'data-action': one.action_id });
  return node;
}
