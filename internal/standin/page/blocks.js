// Block Kit's layout blocks as nodes. Elements that can be pressed or filled
// come from elements.js.
import { el, freshID, link, safeLink } from './nodes.js';
import { text, line, mrkdwn } from './mrkdwn.js';
import { markdown } from './markdown.js';
import { richText } from './richtext.js';
import { element, fieldElement } from './elements.js';

// blocks renders a list of blocks in a place.
export function blocks(list, place) {
  return (list || []).map((block) => {
    const build = kinds[block.type];
    const node = build ? build(block, place) : el('p', { class: 'quiet' }, `(A block of type ${block.type} is not shown here.)`);
    node.dataset.block = block.block_id || '';
    node.classList.add('block', `block-${block.type}`);
    return node;
  });
}

const kinds = {
  section, header, context, actions, input, image, file,
  divider: () => el('hr'),
  markdown: (block, place) => el('div', { class: 'rich' }, markdown(block.text, place.world)),
  rich_text: (block, place) => el('div', { class: 'rich' }, richText(block, place.world)),
  table,
};

function section(block, place) {
  const words = el('div', { class: 'rich words' }, text(block.text, place.world));
  if (block.fields) words.append(el('div', { class: 'pairs' }, block.fields.map((one) => el('div', {}, text(one, place.world)))));
  const name = [block.text, ...(block.fields || [])].map((one) => one?.text || '').join(' ');
  const aside = block.accessory && el('div', { class: 'accessory' }, accessory(block, place, name));
  return el('div', { class: aside ? 'split' : null }, words, aside);
}

function accessory(block, place, name) {
  if (block.accessory.type === 'image') return picture(block.accessory);
  return element(block, block.accessory, place, { name });
}

// A heading stands one level under what it is part of: place.heading says which.
function header(block, place) {
  const level = Math.min((block.level || 1) + place.heading - 1, 6);
  return el(`h${level}`, {}, line(block.text));
}

function context(block, place) {
  return el('div', { class: 'quiet' }, block.elements.map((one) => (
    one.type === 'image' ? picture(one, 'small') : el('div', { class: 'rich' }, text(one, place.world)))));
}

function actions(block, place) {
  return el('div', { class: 'row-of-buttons' }, block.elements.map((one) => element(block, one, place, {})));
}

// An input has a label, its field, a hint, and room for a sentence when the
// bot sends it back.
function input(block, place) {
  const ids = { field: freshID('field'), hint: freshID('hint'), error: freshID('error') };
  const label = line(block.label, place.world);
  const optional = block.optional ? el('span', { class: 'optional' }, ' (optional)') : null;
  const grouped = ['checkboxes', 'radio_buttons'].includes(block.element.type) || block.element.type.startsWith('multi_');
  const field = fieldElement(block, block.element, place, { ids, name: block.label.text, optional: Boolean(block.optional) });
  const hint = block.hint && el('p', { class: 'hint', id: ids.hint }, line(block.hint));
  const error = el('p', { class: 'error', id: ids.error, hidden: true });
  const parts = [field, hint, error];
  if (grouped) return el('fieldset', { 'aria-describedby': `${ids.hint} ${ids.error}` }, el('legend', {}, label, optional), ...parts);
  return el('div', {}, el('label', { for: ids.field }, label, optional), ...parts);
}

function image(block) {
  const title = block.title && el('figcaption', {}, line(block.title));
  return el('figure', {}, title, picture(block));
}

// A picture from elsewhere is not loaded: the page fetches nothing from any
// other address. Its description and a link stand in its place.
function picture(block, size = '') {
  const address = block.image_url || block.slack_file?.url || '';
  const local = URL.canParse(address) && new URL(address).host === location.host;
  if (local) return el('img', { src: address, alt: block.alt_text, class: size });
  return el('span', { class: `picture ${size}` },
    el('span', { class: 'said' }, block.alt_text),
    size || !safeLink(address) ? null : link(address, 'Open the picture'));
}

function file(block) {
  return el('p', { class: 'quiet' }, `(A file: ${block.external_id || 'no name'})`);
}

function table(block, place) {
  const rows = block.rows || [];
  const settings = block.column_settings || [];
  const cell = (tag) => (one, column) => el(tag, { scope: tag === 'th' ? 'col' : null, class: align(settings[column]) }, content(one, place));
  const head = rows.slice(0, 1).map((row) => el('thead', {}, el('tr', {}, row.map(cell('th')))));
  const body = el('tbody', {}, rows.slice(1).map((row) => el('tr', {}, row.map(cell('td')))));
  return el('div', { class: 'scroll', tabindex: '0', role: 'group', 'aria-label': 'Table' }, el('table', {}, head, body));
}

function align(setting) {
  return setting?.align && setting.align !== 'left' ? `align-${setting.align}` : null;
}

function content(cell, place) {
  if (cell.type === 'rich_text') return richText(cell, place.world);
  if (cell.type === 'mrkdwn') return mrkdwn(cell.text, place.world);
  return String(cell.text ?? cell.value ?? '');
}
