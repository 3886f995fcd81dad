// "Are you sure?": the confirm object of an element.
import { el, button } from './nodes.js';
import { text, line } from './mrkdwn.js';

// confirmFirst asks and gives true or false; the focus goes back to `from`.
export function confirmFirst(object, from) {
  const dialog = document.getElementById('confirm');
  return new Promise((answer) => {
    const close = (yes) => () => dialog.close(yes ? 'yes' : '');
    dialog.replaceChildren(
      el('h2', { id: 'confirm-title' }, line(object.title)),
      el('div', { class: 'rich' }, text(object.text, { People: [], Channels: [] })),
      el('div', { class: 'foot' },
        button(object.deny.text, close(false), { class: 'plain' }),
        button(object.confirm.text, close(true), { class: object.style || 'primary' })));
    dialog.returnValue = '';
    dialog.addEventListener('close', () => {
      from.focus();
      answer(dialog.returnValue === 'yes');
    }, { once: true });
    dialog.showModal();
  });
}
