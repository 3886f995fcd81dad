// The app's Home tab.
import { el } from './nodes.js';
import { blocks } from './blocks.js';
import { focusIn, focusOn, newPlace, typed } from './place.js';
import { isoDay } from './dates.js';

const pane = document.getElementById('home');
let shown = { id: '', signature: '', place: null };

// renderHome draws the Home tab when it is what one looks at.
export function renderHome(world) {
  pane.hidden = world.at !== 'home';
  if (pane.hidden) return;
  const signature = JSON.stringify([world.as, isoDay(world.zone, world.now()), world.Home?.ID, world.Home?.Hash, world.Home?.Blocks]);
  if (signature === shown.signature) return;
  if (!world.Home) {
    shown = { id: '', signature, place: null };
    pane.replaceChildren(el('p', { class: 'empty' }, `${world.Bot.Name} has put nothing here yet.`));
    return;
  }
  const focus = focusIn(pane);
  const kept = shown.place && shown.id === world.Home.ID ? typed(shown.place) : {};
  const place = newPlace(world, { View: world.Home.ID }, world.Home.State, kept, 2);
  pane.replaceChildren(el('div', { class: 'sheet' }, blocks(world.Home.Blocks, place)));
  shown = { id: world.Home.ID, signature, place };
  focusOn(pane, focus);
}
