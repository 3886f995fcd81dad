// file_input: files go to the workspace as soon as they are chosen; the form
// then carries their ids.
import { el, button } from './nodes.js';
import { addField } from './place.js';
import { upload } from './workspace.js';

// fileField renders one.
export function fileField(block, one, place, about) {
  const field = { files: [], most: one.max_files || 10 };
  field.said = el('p', { class: 'quiet', role: 'status' });
  field.list = el('ul', { class: 'files' });
  field.input = el('input', {
    type: 'file', id: about.ids.field, multiple: field.most > 1, accept: (one.filetypes || []).map((type) => `.${type}`).join() || null,
    'aria-label': about.ids.field ? null : about.name, 'aria-describedby': about.ids.field ? `${about.ids.hint} ${about.ids.error}` : null,
    on: { change: () => add(field, about) },
  });
  const read = () => field.files.map((file) => file.ID);
  const write = (value) => {
    field.files = value.map((id) => ({ ID: id, Name: names.get(id) || id }));
    draw(field, about);
  };
  addField(place, block, one, { read, write, node: field.input, ...about });
  return el('div', { class: 'filefield' }, field.input, field.said, field.list);
}

// Names of files sent earlier, for a form drawn anew.
const names = new Map();

async function add(field, about) {
  for (const file of [...field.input.files].slice(0, field.most - field.files.length)) {
    field.said.textContent = `Sending ${file.name} …`;
    try {
      const sent = await upload('', file);
      names.set(sent.ID, sent.Name);
      field.files.push(sent);
      field.said.textContent = `${file.name} is ready.`;
    } catch (refusal) {
      field.said.textContent = refusal.message;
    }
  }
  field.input.value = '';
  draw(field, about);
  about.send(field.files.map((file) => file.ID), field.input);
}

function draw(field, about) {
  field.list.replaceChildren(...field.files.map((file) => el('li', {}, file.Name, button('×', () => {
    field.files = field.files.filter((one) => one !== file);
    draw(field, about);
    field.input.focus();
  }, { class: 'icon', 'aria-label': `Take off ${file.Name}` }))));
}
