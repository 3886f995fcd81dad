// Elements one types into: text, numbers, addresses, dates and times. The
// browser's own fields are used, so a phone brings up the right keyboard.
import { el } from './nodes.js';
import { addField } from './place.js';
import { fromLocal, isoMinute } from './dates.js';

const kinds = {
  plain_text_input: 'text', email_text_input: 'email', url_text_input: 'url', number_input: 'number', rich_text_input: 'text',
  datepicker: 'date', timepicker: 'time', datetimepicker: 'datetime-local',
};

// textField renders any of them.
export function textField(block, one, place, about) {
  const type = kinds[one.type];
  if (!type) return el('p', { class: 'quiet' }, `(An element of type ${one.type} is not shown here.)`);
  const node = field(one, type, about);
  const zone = place.world.zone;
  const read = () => reading(one.type, node.value, zone);
  const write = (value) => { node.value = writing(one.type, value, zone); };
  write(initial(one));
  tellWhenLeft(block, one, node, read, about);
  addField(place, block, one, { read, write, node, ...about });
  return node;
}

function field(one, type, about) {
  const tall = one.multiline || one.type === 'rich_text_input';
  const attributes = {
    id: about.ids.field, 'aria-label': about.ids.field ? null : about.name,
    'aria-describedby': about.ids.field ? `${about.ids.hint} ${about.ids.error}` : null,
    'aria-required': about.ids.field && !about.optional ? 'true' : null,
    placeholder: one.placeholder?.text, autofocus: one.focus_on_load,
    minlength: one.min_length, maxlength: one.max_length, min: one.min_value, max: one.max_value,
    step: one.type === 'number_input' ? (one.is_decimal_allowed ? 'any' : '1') : null,
  };
  return tall ? el('textarea', { ...attributes, rows: '4' }) : el('input', { ...attributes, type });
}

function initial(one) {
  const value = one.initial_value ?? one.initial_date ?? one.initial_time ?? one.initial_date_time;
  return value === undefined || typeof value === 'object' ? [] : [String(value)];
}

function reading(type, value, zone) {
  if (value === '') return [];
  if (type === 'datetimepicker') return [String(fromLocal(zone, value).getTime() / 1000)];
  return [value];
}

function writing(type, value, zone) {
  if (!value.length) return '';
  if (type === 'datetimepicker') return isoMinute(zone, new Date(Number(value[0]) * 1000));
  return value[0];
}

// The server hears of a value when its field is left, or at Enter. A date
// picker changes with every figure of the year, so it is no sooner told.
function tellWhenLeft(block, one, node, read, about) {
  let told = read().join();
  const tell = () => {
    if (told === read().join() || node.validity?.badInput) return;
    told = read().join();
    about.send(read(), node);
  };
  node.addEventListener('blur', tell);
  node.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || node.tagName === 'TEXTAREA') return;
    tell();
    if (about.now) event.preventDefault();
  });
  if (one.dispatch_action_config?.trigger_actions_on?.includes('on_character_entered')) node.addEventListener('input', tell);
}
