// The first visit: what this is, and things to try.
import { el, button } from './nodes.js';
import { say } from './composer.js';
import { refresh } from './workspace.js';

let hidden = localStorage.getItem('welcome') === 'hidden';
let where = ''; // the place it was first shown in: it does not follow one about

// welcomeRow is the panel as a row of the message list, until it is put away.
export function welcomeRow(world) {
  if (hidden || !world.Welcome?.length) return [];
  where ||= world.at;
  if (where !== world.at) return [];
  return [{ key: 'welcome', signature: JSON.stringify([world.Team, world.Welcome]), build: () => panel(world) }];
}

function panel(world) {
  const tries = world.Welcome.map((words) => el('li', {}, button(words, () => say(words), { class: 'try' })));
  return el('section', { id: 'welcome', 'aria-labelledby': 'welcome-title' },
    el('h2', { id: 'welcome-title' }, `Welcome to ${world.Team}`),
    el('p', {}, `This is a practice workspace on your own computer. ${world.Bot.Name} is here, and so are people you can act as. Nothing you do leaves this computer.`),
    el('p', {}, `${count(tries.length)} to try. Each button types the words and sends them:`),
    el('ul', { class: 'tries' }, tries),
    el('p', { class: 'quiet' }, 'Choose another person under “Act as”, and turn the clock at the foot of the list to see reminders come.'),
    button('Hide this', hide, { class: 'link' }));
}

function count(number) {
  return [, 'One thing', 'Two things', 'Three things', 'Four things'][number] || 'Some things';
}

function hide() {
  hidden = true;
  localStorage.setItem('welcome', 'hidden');
  document.getElementById('composer').focus();
  refresh();
}
