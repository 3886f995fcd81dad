// external_select and multi_external_select: the bot offers what fits what one
// types. A combobox after the ARIA pattern: arrows choose, Enter takes, Esc closes.
import { el, button, freshID } from './nodes.js';
import { addField } from './place.js';
import { post } from './workspace.js';

// external renders one; chosen values stand under it and can be taken off.
export function external(block, one, place, about) {
  const select = {
    block, one, place, about, chosen: [], options: [], at: -1, asked: 0, timer: 0,
    multiple: one.type.startsWith('multi_'), listID: freshID('list'),
  };
  select.input = field(select);
  select.list = el('div', { class: 'listbox', role: 'listbox', id: select.listID, 'aria-label': 'Suggestions', hidden: true });
  select.chips = el('div', { class: 'chips' });
  select.node = el('div', { class: 'external' }, select.input, select.list, select.chips);
  const begin = one.initial_options || (one.initial_option ? [one.initial_option] : []);
  for (const option of begin) labels.set(option.value, option.text.text);
  select.chosen = begin.map((option) => ({ Text: option.text.text, Value: option.value }));
  draw(select);
  addField(place, block, one, {
    read: () => select.chosen.map((option) => option.Value), write: (value) => write(select, value), node: select.input, ...about });
  return select.node;
}

function field(select) {
  const { one, about } = select;
  return el('input', {
    type: 'text', role: 'combobox', 'aria-autocomplete': 'list', 'aria-expanded': 'false', 'aria-controls': select.listID,
    id: about.ids.field, 'aria-label': about.ids.field ? null : about.name, autocomplete: 'off', autofocus: one.focus_on_load,
    'aria-describedby': about.ids.field ? `${about.ids.hint} ${about.ids.error}` : null,
    placeholder: one.placeholder?.text || 'Type to search',
    on: { input: () => ask(select), keydown: (event) => move(select, event), blur: () => hide(select) },
  });
}

// Labels of values kept from an earlier drawing are remembered by the page.
const labels = new Map();

function write(select, value) {
  select.chosen = value.map((one) => ({ Value: one, Text: labels.get(one) || one }));
  draw(select);
}

function ask(select) {
  clearTimeout(select.timer);
  const words = select.input.value.trim();
  if (words.length < (select.one.min_query_length ?? 3)) return hide(select);
  select.timer = setTimeout(() => fetchOptions(select, words), 200);
}

async function fetchOptions(select, words) {
  select.asked += 1;
  const mine = select.asked;
  const { place, one, block } = select;
  try {
    const answer = await post('suggest', { At: place.at, Action: one.action_id, Block: block.block_id, Text: words });
    if (mine === select.asked) offer(select, answer.Options || []);
  } catch (refusal) {
    if (mine === select.asked) say(select, refusal.message);
  }
}

function offer(select, options) {
  if (!options.length) return say(select, 'Nothing found. Try other words.');
  select.options = options;
  select.at = -1;
  select.list.replaceChildren(...options.map((option, index) => el('div', {
    role: 'option', id: `${select.listID}-${index}`, 'aria-selected': 'false',
    on: { pointerdown: (event) => { event.preventDefault(); take(select, option); } },
  }, option.Group ? el('small', {}, `${option.Group}: `) : null, option.Text, option.Description ? el('small', {}, option.Description) : null)));
  show(select);
}

function say(select, sentence) {
  select.options = [];
  select.list.replaceChildren(el('p', { class: 'quiet', role: 'status' }, sentence));
  show(select);
}

function show(select) {
  select.list.hidden = false;
  select.input.setAttribute('aria-expanded', 'true');
}

function hide(select) {
  select.list.hidden = true;
  select.input.setAttribute('aria-expanded', 'false');
  select.input.removeAttribute('aria-activedescendant');
}

function move(select, event) {
  if (select.list.hidden || !select.options.length) return;
  const size = select.options.length;
  if (event.key === 'ArrowDown') mark(select, (select.at + 1) % size);
  else if (event.key === 'ArrowUp') mark(select, (select.at - 1 + size) % size);
  else if (event.key === 'Enter' && select.at >= 0) take(select, select.options[select.at]);
  else if (event.key === 'Escape') hide(select);
  else return;
  event.preventDefault();
  event.stopPropagation();
}

function mark(select, at) {
  select.at = at;
  [...select.list.children].forEach((node, index) => node.setAttribute('aria-selected', String(index === at)));
  select.list.children[at].scrollIntoView({ block: 'nearest' });
  select.input.setAttribute('aria-activedescendant', `${select.listID}-${at}`);
}

function take(select, option) {
  labels.set(option.Value, option.Text);
  const others = select.chosen.filter((one) => one.Value !== option.Value);
  select.chosen = select.multiple ? [...others, option] : [option];
  select.input.value = '';
  hide(select);
  draw(select);
  tell(select);
}

function tell(select) {
  return select.about.send(select.chosen.map((one) => one.Value), select.input);
}

function draw(select) {
  select.chips.replaceChildren(...select.chosen.map((option) => el('span', { class: 'chip' }, option.Text,
    button('×', () => {
      select.chosen = select.chosen.filter((one) => one !== option);
      draw(select);
      tell(select);
      select.input.focus();
    }, { 'aria-label': `Take off ${option.Text}` }))));
}
