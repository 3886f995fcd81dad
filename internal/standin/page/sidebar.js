// The list of places, who one acts as, and the drawer it becomes on a phone.
import { el, button } from './nodes.js';
import { avatar } from './avatar.js';
import { go, here, partner, placeName } from './workspace.js';

const sidebar = document.getElementById('sidebar');
const opener = document.getElementById('drawer-open');
const backdrop = document.getElementById('backdrop');
const narrow = matchMedia('(max-width: 760px)');
let seen = { run: '', counts: {} };

// beginSidebar ties the drawer and the person chooser.
export function beginSidebar() {
  opener.addEventListener('click', () => drawer(true));
  document.getElementById('drawer-close').addEventListener('click', () => drawer(false));
  backdrop.addEventListener('click', () => drawer(false));
  sidebar.addEventListener('keydown', (event) => { if (event.key === 'Escape' && narrow.matches) drawer(false); });
  narrow.addEventListener('change', () => drawer(false, false));
  document.getElementById('act-as').addEventListener('change', (event) => go({ as: event.target.value }));
  drawer(false, false);
}

function drawer(open, moveFocus = true) {
  const out = narrow.matches;
  sidebar.classList.toggle('open', open && out);
  sidebar.inert = out && !open;
  document.getElementById('main').inert = out && open;
  backdrop.hidden = !(out && open);
  opener.setAttribute('aria-expanded', String(open && out));
  if (out && moveFocus) (open ? document.getElementById('act-as') : opener).focus();
}

// renderSidebar draws people and places.
export function renderSidebar(world) {
  document.getElementById('team').textContent = world.Team;
  drawPeople(world);
  remember(world);
  const rows = { channels: [], direct: [] };
  for (const channel of world.Channels) {
    if (channel.ID === world.BotDM) continue;
    (channel.DM ? rows.direct : rows.channels).push(channel);
  }
  const lists = [group('Channels', rows.channels, world), rows.direct.length && group('Direct messages', rows.direct, world), apps(world)];
  redraw(document.getElementById('places'), lists.filter(Boolean));
}

function drawPeople(world) {
  const chooser = document.getElementById('act-as');
  const people = world.People.filter((one) => !one.Bot);
  const signature = JSON.stringify(people);
  if (chooser.signature !== signature) {
    chooser.signature = signature;
    chooser.replaceChildren(...people.map((one) => el('option', { value: one.ID }, one.Title ? `${one.Name} – ${one.Title}` : one.Name)));
  }
  chooser.value = world.as;
}

function group(name, channels, world) {
  return el('section', {}, el('h2', {}, name), el('ul', {}, channels.map((channel) => el('li', {}, placeButton(channel, world)))));
}

function placeButton(channel, world) {
  const current = world.at === channel.ID;
  const fresh = current ? 0 : unread(channel, world);
  const sign = channel.DM ? avatar(partner(channel)) : el('span', { class: 'hash', 'aria-hidden': 'true' }, channel.Private ? '⌂' : '#');
  const words = [sign, el('span', { class: 'place-name' }, placeName(channel).replace(/^#/, '')), badge(fresh)];
  return button(words, () => move(channel.ID), { class: fresh ? 'place fresh' : 'place', 'data-place': channel.ID, 'aria-current': current ? 'page' : null });
}

function badge(count) {
  return count ? el('span', { class: 'badge' }, String(count), el('span', { class: 'visually-hidden' }, ' new')) : null;
}

function apps(world) {
  const dm = world.Channels.find((one) => one.ID === world.BotDM);
  const fresh = dm && world.at !== dm.ID ? unread(dm, world) : 0;
  const current = world.at === 'home' || world.at === world.BotDM;
  const press = () => move(fresh ? world.BotDM : 'home');
  const words = [avatar(world.Bot), el('span', { class: 'place-name' }, world.Bot.Name), badge(fresh)];
  const row = button(words, press, { class: fresh ? 'place fresh' : 'place', id: 'app', 'aria-current': current ? 'page' : null });
  return el('section', {}, el('h2', {}, 'Apps'), el('ul', {}, el('li', {}, row)));
}

function move(at) {
  go({ at });
  if (narrow.matches) drawer(false);
}

// What somebody has seen lasts as long as the browser's tab and the workspace.
function remember(world) {
  if (seen.run !== world.Run) seen = load(world.Run);
  const mine = seen.counts[here.as] ||= {};
  if (world.at !== 'home') mine[world.at] = world.Counts[world.at] || 0;
  sessionStorage.setItem('seen', JSON.stringify(seen));
}

function load(run) {
  const kept = JSON.parse(sessionStorage.getItem('seen') || '{}');
  return kept.run === run ? kept : { run, counts: {} };
}

function unread(channel, world) {
  return Math.max(0, (world.Counts[channel.ID] || 0) - (seen.counts[here.as]?.[channel.ID] || 0));
}

// redraw keeps the focus on the place it was on.
function redraw(node, children) {
  const focus = node.contains(document.activeElement) ? document.activeElement.dataset.place || document.activeElement.id : '';
  node.replaceChildren(...children);
  if (focus) node.querySelector(`[data-place="${CSS.escape(focus)}"], #${CSS.escape(focus)}`)?.focus();
}
