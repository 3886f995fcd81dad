// "Make it fail": how the bot's connection stands, and what can go wrong on request.
import { el, button, redraw } from './nodes.js';
import { post } from './workspace.js';

const link = el('p', { class: 'quiet', role: 'status', id: 'link' });
const list = el('div', { class: 'faults' });
const said = el('p', { class: 'quiet', role: 'status', id: 'fail-said' });
document.getElementById('fail-panel').append(link, said, list);

// renderTrouble draws the panel from the list the server gives.
export function renderTrouble(world) {
  redraw(list, world.Faults, () => world.Faults.map((one) => el('div', { class: 'fault' },
    button(one.Name, () => ask(one), { class: 'plain', 'data-fault': one.Name }), el('p', { class: 'quiet' }, one.Says))));
  redraw(link, connection(world.Link), () => connection(world.Link));
}

function connection(link) {
  if (!link.Sockets) return 'The bot is not connected.';
  const lines = link.Sockets === 1 ? 'one connection' : `${link.Sockets} connections`;
  return `The bot is connected (${lines}).${link.Pending ? ` Waiting for it: ${link.Pending}.` : ''}`;
}

async function ask(one) {
  try {
    await post('fault', { Name: one.Name });
    said.textContent = one.Done;
  } catch (refusal) {
    said.textContent = refusal.message;
  }
}
