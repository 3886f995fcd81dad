// "Are you sure?": the confirm object of an element.
import { el, button } from './nodes.js';
import { text, line } from './mrkdwn.js';

// confirmFirst asks and gives true or false; the focus goes back to `from`.
// Esc is a no.
export function confirmFirst(object, from) {
  const dialog = document.getElementById('confirm');
  return new Promise((answer) => {
    const finish = (yes) => {
      dialog.close();
      from.focus();
      answer(yes);
    };
    dialog.oncancel = (event) => {
      event.preventDefault();
      finish(false);
    };
    dialog.replaceChildren(...contents(object, finish));
    dialog.showModal();
  });
}

function contents(object, finish) {
  return [
    el('h2', { id: 'confirm-title' }, line(object.title)),
    el('div', { class: 'rich' }, text(object.text, { People: [], Channels: [] })),
    el('div', { class: 'foot' },
      button(object.deny.text, () => finish(false), { class: 'plain' }),
      button(object.confirm.text, () => finish(true), { class: object.style || 'primary' })),
  ];
}
