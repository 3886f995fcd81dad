// The workspace's clock: what it shows and how it is turned.
import { el, button, freshID } from './nodes.js';
import { isoMinute, whole } from './dates.js';
import { post } from './workspace.js';

const shown = document.getElementById('clock-now');
const panel = document.getElementById('clock-panel');
let world = null;

// beginClock draws the panel once and keeps the time going.
export function beginClock() {
  const said = el('p', { class: 'quiet', role: 'status', id: 'clock-said' });
  const turn = (body) => post('clock', body).then((answer) => { said.textContent = `It is now ${whole(answer.Zone, new Date(answer.Now))}.`; })
    .catch((refusal) => { said.textContent = refusal.message; });
  const id = freshID('date');
  const date = el('input', { type: 'datetime-local', id, name: 'to' });
  const set = el('form', { class: 'set', on: { submit: (event) => { event.preventDefault(); turn({ To: date.value }); } } },
    el('label', { for: id }, 'Set it to'), date, el('button', { type: 'submit', class: 'plain' }, 'Set'));
  panel.append(
    el('p', { class: 'quiet' }, 'The bot follows this clock. Turn it to see reminders come.'),
    el('div', { class: 'row-of-buttons' },
      button('+1 hour', () => turn({ Hours: 1 }), { class: 'plain' }),
      button('+1 day', () => turn({ Days: 1 }), { class: 'plain' }),
      button('+1 week', () => turn({ Days: 7 }), { class: 'plain' })),
    set, said);
  document.getElementById('clock').addEventListener('toggle', (event) => { if (event.target.open && world) date.value = isoMinute(world.zone, world.now()); });
  setInterval(tick, 1000);
}

// renderClock takes the snapshot's time.
export function renderClock(next) {
  world = next;
  tick();
}

function tick() {
  if (!world) return;
  const words = whole(world.zone, world.now());
  if (shown.textContent === words) return;
  shown.textContent = words;
  shown.dateTime = world.now().toISOString();
}
