// A surface that holds blocks: one message, one modal or the Home tab. It
// knows where its elements stand for the server, keeps its fields so that
// typed values survive a new drawing, and sends presses one after another.
import { post } from './workspace.js';
import { el } from './nodes.js';

// newPlace makes one. `at` is {Channel, TS} or {View}; `state` is what stands
// in the elements by block and action; `kept` are values from the drawing
// before; `heading` is the level of its header blocks.
export function newPlace(world, at, state, kept = {}, heading = 3) {
  return { world, at, state: state || {}, kept, heading, fields: new Map() };
}

const key = (block, action) => `${block}\u0000${action}`;

// addField registers {read, write, node, optional, label} under its ids and
// gives it the value it should stand at: what was typed, what the server
// knows, or nothing (undefined: the block's own initial value stands).
export function addField(place, block, element, field) {
  const at = key(block.block_id, element.action_id);
  place.fields.set(at, { ...field, type: element.type, block: block.block_id, action: element.action_id });
  const kept = place.kept[at];
  const known = place.state[block.block_id]?.[element.action_id];
  if (kept && kept.type === element.type) field.write(kept.value);
  else if (known) field.write(known);
}

// typed gives the present value of every field, for the next drawing.
export function typed(place) {
  const values = {};
  for (const [at, field] of place.fields) values[at] = { type: field.type, value: field.read() };
  return values;
}

// values gives every field's value by block and action, as a modal is sent.
export function values(place) {
  const all = {};
  for (const field of place.fields.values()) {
    all[field.block] ||= {};
    all[field.block][field.action] = field.read();
  }
  return all;
}

// focusIn says which element inside root has the focus, so that focusOn can
// give it back after a new drawing; '' when none has.
export function focusIn(root) {
  const node = document.activeElement?.closest('[data-action]');
  const block = node?.closest('[data-block]');
  if (!block || !root.contains(node)) return '';
  const message = node.closest('[data-ts]');
  const box = document.activeElement.matches('[type=checkbox], [type=radio]') ? ` [value="${CSS.escape(document.activeElement.value)}"]` : '';
  return `${message ? `[data-ts="${message.dataset.ts}"] ` : ''}[data-block="${CSS.escape(block.dataset.block)}"] [data-action="${CSS.escape(node.dataset.action)}"]${box}`;
}

// focusOn gives the focus back and says whether it could.
export function focusOn(root, address) {
  if (!address) return false;
  const node = root.querySelector(address);
  const inside = node && (node.matches('input, select, textarea, button') ? node : node.querySelector('input, summary, button'));
  inside?.focus();
  return Boolean(inside);
}

let queue = Promise.resolve();

// press tells the server about a button or a choice. Presses wait for each
// other: leaving a text field and pressing a button must arrive in that order.
export function press(place, block, element, value, node) {
  const done = queue.then(() => deliver(place, block, element, value, node));
  queue = done.catch(() => {});
  return done;
}

async function deliver(place, block, element, value, node) {
  complain(node, '');
  node.setAttribute('aria-busy', 'true');
  try {
    await post('press', { At: place.at, Action: element.action_id, Block: block.block_id, Value: value });
  } catch (refusal) {
    complain(node, refusal.message);
  } finally {
    node.removeAttribute('aria-busy');
  }
}

// complain puts a sentence behind an element, where Slack shows its warning sign.
function complain(node, sentence) {
  const home = node.closest('.block') || node.parentElement;
  home?.querySelector(':scope > .complaint')?.remove();
  if (home && sentence) home.append(el('p', { class: 'complaint', role: 'alert' }, sentence));
}

// settled resolves when every press made so far has been answered.
export function settled() {
  return queue;
}
