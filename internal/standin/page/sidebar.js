// The list of places, who one acts as, and the drawer it becomes on a phone.
import { el, button, redraw } from './nodes.js';
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
  const fresh = Object.fromEntries(world.Channels.map((channel) => [channel.ID, unread(channel, world)]));
  redraw(document.getElementById('places'), [world.as, world.at, world.Channels, world.People, fresh], () => lists(world, fresh));
}

function drawPeople(world) {
  const chooser = document.getElementById('act-as');
  const people = world.People.filter((one) => !one.Bot);
  redraw(chooser, people, () => people.map((one) => el('option', { value: one.ID }, one.Title ? `${one.Name} – ${one.Title}` : one.Name)));
  chooser.value = world.as;
}

function lists(world, fresh) {
  const rows = world.Channels.filter((channel) => channel.ID !== world.BotDM);
  const row = (channel) => placeButton(channel, world, fresh[channel.ID]);
  const direct = rows.filter((channel) => channel.DM);
  return [
    group('Channels', rows.filter((channel) => !channel.DM).map(row)),
    direct.length ? group('Direct messages', direct.map(row)) : null,
    group('Apps', [appButton(world, fresh[world.BotDM])]),
  ];
}

function group(name, buttons) {
  return el('section', {}, el('h2', {}, name), el('ul', {}, buttons.map((one) => el('li', {}, one))));
}

function placeButton(channel, world, fresh) {
  const sign = channel.DM ? avatar(partner(channel)) : el('span', { class: 'hash', 'aria-hidden': 'true' }, channel.Private ? '⌂' : '#');
  const words = [sign, el('span', { class: 'place-name' }, placeName(channel).replace(/^#/, '')), badge(fresh)];
  return button(words, () => move(channel.ID), {
    class: fresh ? 'place fresh' : 'place', 'data-place': channel.ID, 'aria-current': world.at === channel.ID ? 'page' : null });
}

// The bot's entry opens its Home tab, or its messages when there are new ones.
function appButton(world, fresh) {
  const words = [avatar(world.Bot), el('span', { class: 'place-name' }, world.Bot.Name), badge(fresh)];
  const current = world.at === 'home' || world.at === world.BotDM;
  return button(words, () => move(fresh ? world.BotDM : 'home'), {
    class: fresh ? 'place fresh' : 'place', id: 'app', 'aria-current': current ? 'page' : null });
}

function badge(count) {
  return count ? el('span', { class: 'badge' }, String(count), el('span', { class: 'visually-hidden' }, ' new')) : null;
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
  if (channel.ID === world.at) return 0;
  return Math.max(0, (world.Counts[channel.ID] || 0) - (seen.counts[here.as]?.[channel.ID] || 0));
}
