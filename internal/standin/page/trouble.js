// "Make it fail": how the bot's connection stands, and what can go wrong on request.
import { el, button } from './nodes.js';
import { post } from './workspace.js';

const panel = document.getElementById('fail-panel');

// renderTrouble draws the panel from the list the server gives.
export function renderTrouble(world) {
  const signature = JSON.stringify([world.Link, world.Faults]);
  if (panel.dataset.signature === signature) return;
  panel.dataset.signature = signature;
  const focus = document.activeElement?.dataset.fault;
  panel.replaceChildren(
    el('p', { class: 'quiet', role: 'status', id: 'link' }, connection(world.Link)),
    ...world.Faults.map((one) => el('div', { class: 'fault' },
      button(one.Name, () => ask(one), { class: 'plain', 'data-fault': one.Name }), el('p', { class: 'quiet' }, one.Says))),
    el('p', { class: 'quiet', role: 'status', id: 'fail-said' }));
  if (focus) panel.querySelector(`[data-fault="${CSS.escape(focus)}"]`)?.focus();
}

function connection(link) {
  if (!link.Sockets) return 'The bot is not connected.';
  const lines = link.Sockets === 1 ? 'one connection' : `${link.Sockets} connections`;
  return `The bot is connected (${lines}).${link.Pending ? ` Waiting for it: ${link.Pending}.` : ''}`;
}

async function ask(one) {
  const said = panel.querySelector('#fail-said');
  try {
    await post('fault', { Name: one.Name });
    panel.querySelector('#fail-said').textContent = one.Done;
  } catch (refusal) {
    said.textContent = refusal.message;
  }
}
