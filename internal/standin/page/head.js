// The line above the conversation: its name and topic, and the app's two tabs.
import { el, redraw, show } from './nodes.js';
import { line } from './mrkdwn.js';
import { go, partner, person, placeName, post } from './workspace.js';

const tabs = document.getElementById('tabs');
let opened = '';

// renderHead names the place, and tells the bot when its Home tab is opened.
export function renderHead(world) {
  const channel = world.Channels.find((one) => one.ID === world.at);
  const app = world.at === 'home' || world.at === world.BotDM;
  const title = app ? world.Bot.Name : placeName(channel);
  document.getElementById('title').textContent = title;
  document.getElementById('topic').replaceChildren(...line({ type: 'mrkdwn', text: about(world, channel, app), verbatim: true }, world));
  document.title = `${title} – ${world.Team}`;
  drawTabs(world, app);
  tellHome(world);
}

function about(world, channel, app) {
  if (app) return world.Bot.Title || '';
  if (channel.DM) return partner(channel).Title;
  const people = channel.Members.filter((id) => !person(id).Bot).length;
  const count = `${people} ${people === 1 ? 'person' : 'people'}`;
  return channel.Topic ? `${channel.Topic} · ${count}` : count;
}

function drawTabs(world, app) {
  show(tabs, app);
  redraw(tabs, [world.as, world.at], () => [['home', 'Home', 'home'], [world.BotDM, 'Messages', 'messages']].map(([at, name, pane]) => el('button', {
    type: 'button', role: 'tab', 'aria-selected': String(world.at === at), 'aria-controls': pane, 'data-tab': pane,
    tabindex: world.at === at ? '0' : '-1', on: { click: () => go({ at }), keydown: (event) => arrow(event, world) },
  }, name)));
}

async function arrow(event, world) {
  if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
  await go({ at: world.at === 'home' ? world.BotDM : 'home' });
  tabs.querySelector('[aria-selected=true]').focus();
}

function tellHome(world) {
  const now = world.at === 'home' ? world.as : '';
  if (now && now !== opened) post('home', {}).catch(() => {});
  opened = now;
}
