// Elements with a fixed list to choose from: selects, checkboxes, radio
// buttons. A select of one is the browser's own, which every phone and screen
// reader knows; a select of many is a list of checkboxes that folds away.
import { el, freshID } from './nodes.js';
import { line } from './mrkdwn.js';
import { addField } from './place.js';
import { partner } from './workspace.js';

// choice renders any of them.
export function choice(block, one, place, about) {
  if (one.type === 'checkboxes' || one.type === 'radio_buttons') return boxes(block, one, place, about);
  if (one.type.startsWith('multi_')) return many(block, one, place, about);
  return single(block, one, place, about);
}

// groups gives [{label, options: [{label, note, value}]}] for each kind of select.
function groups(one, world) {
  if (one.type.includes('users')) return people(world);
  if (one.type.includes('conversations')) return conversations(one, world);
  if (one.type.includes('channels')) return conversations({ filter: { include: ['public'] } }, world);
  const list = one.option_groups || [{ options: one.options || [] }];
  return list.map((group) => ({
    label: group.label?.text || '',
    options: group.options.map((option) => ({ label: option.text.text, rich: option.text, note: option.description, value: option.value })),
  }));
}

function people(world) {
  return [{ label: '', options: world.People.filter((one) => !one.Bot).map((one) => ({ label: one.Name, value: one.ID })) }];
}

function conversations(one, world) {
  const wanted = one.filter?.include || ['public', 'private', 'im'];
  const kind = (channel) => (channel.DM ? 'im' : channel.Private ? 'private' : 'public');
  return [{ label: '', options: world.Channels.filter((channel) => wanted.includes(kind(channel)))
    .map((channel) => ({ label: channel.DM ? partner(channel).Name : `#${channel.Name}`, value: channel.ID })) }];
}

// initial gives the values a select starts with.
function initial(one, world) {
  const options = one.initial_options || (one.initial_option ? [one.initial_option] : []);
  const ids = one.initial_users || one.initial_conversations || one.initial_channels || [];
  const single = [one.initial_user, one.initial_conversation, one.initial_channel].filter(Boolean);
  const current = one.default_to_current_conversation && world.at !== 'home' ? [world.at] : [];
  return [options.map((option) => option.value), ids, single, current].find((list) => list.length) || [];
}

function single(block, one, place, about) {
  const blank = el('option', { value: '' }, one.placeholder?.text || 'Choose');
  const node = el('select', {
    id: about.ids.field, 'aria-label': about.ids.field ? null : about.name, 'aria-describedby': described(about), autofocus: one.focus_on_load,
    on: { change: () => about.send(read(), node) },
  }, blank, groups(one, place.world).map((group) => options(group)));
  const read = () => (node.value ? [node.value] : []);
  const write = (value) => { node.value = value[0] || ''; };
  write(initial(one, place.world));
  addField(place, block, one, { read, write, node, ...about });
  return node;
}

function options(group) {
  const list = group.options.map((option) => el('option', { value: option.value }, option.label));
  return group.label ? el('optgroup', { label: group.label }, list) : list;
}

function described(about) {
  return about.ids.field ? `${about.ids.hint} ${about.ids.error}` : null;
}

function boxes(block, one, place, about) {
  const kind = one.type === 'checkboxes' ? 'checkbox' : 'radio';
  const list = groups(one, place.world)[0].options;
  const node = el('div', { class: 'boxes', role: about.now ? 'group' : null, 'aria-label': about.now ? about.name : null });
  const read = () => ticked(node);
  const write = (value) => tick(node, value);
  node.append(...boxRows(kind, list, () => about.send(read(), node)));
  write(initial(one, place.world));
  addField(place, block, one, { read, write, node, ...about });
  return node;
}

function boxRows(kind, list, changed) {
  const name = freshID('choice');
  return list.map((option) => el('label', { class: 'box-row' },
    el('input', { type: kind, name, value: option.value, on: { change: changed } }),
    el('span', {}, option.rich ? line(option.rich) : option.label, option.note ? el('small', {}, line(option.note)) : null)));
}

function ticked(node) {
  return [...node.querySelectorAll('input:checked')].map((box) => box.value);
}

function tick(node, value) {
  for (const box of node.querySelectorAll('input[value]')) box.checked = value.includes(box.value);
}

// many folds its checkboxes under a line that says what is chosen.
function many(block, one, place, about) {
  const list = groups(one, place.world);
  const said = el('span', {});
  const rows = el('div', { class: 'boxes' });
  const node = el('details', { class: 'many' }, el('summary', { id: about.ids.field, 'aria-label': about.now ? about.name : null }, said), rows);
  const names = new Map(list.flatMap((group) => group.options).map((option) => [option.value, option.label]));
  const read = () => ticked(rows);
  const tell = () => { said.textContent = read().map((value) => names.get(value)).join(', ') || one.placeholder?.text || 'Choose'; };
  const limit = () => {
    const full = one.max_selected_items && read().length >= one.max_selected_items;
    for (const box of rows.querySelectorAll('input')) box.disabled = Boolean(full && !box.checked);
    tell();
  };
  for (const group of list) rows.append(group.label ? el('p', { class: 'group' }, group.label) : '', ...boxRows('checkbox', group.options, limit));
  const write = (value) => { tick(rows, value); limit(); };
  write(initial(one, place.world));
  let sent = read().join();
  node.addEventListener('toggle', () => {
    if (node.open || sent === read().join()) return;
    sent = read().join();
    about.send(read(), node);
  });
  addField(place, block, one, { read, write, node, ...about });
  return node;
}
