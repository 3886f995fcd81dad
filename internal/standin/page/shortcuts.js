// The app's shortcuts: those that run anywhere, and those on a message.
import { openMenu } from './menu.js';
import { notice, reply } from './composer.js';
import { post } from './workspace.js';

const opener = document.getElementById('shortcuts');
const quick = [['thumbsup', '👍'], ['white_check_mark', '✅'], ['eyes', '👀']];

// renderShortcuts ties the button beside the message box to the global ones.
export function renderShortcuts(world) {
  const all = (world.Shortcuts || []).filter((one) => one.Type !== 'message');
  opener.hidden = !all.length;
  opener.onclick = () => openMenu(opener, 'Shortcuts', all.map((one) => entry(one, {})));
}

function entry(shortcut, at) {
  return { label: shortcut.Name, note: shortcut.Description, run: () => act('shortcut', { Callback: shortcut.Callback, At: at }) };
}

function act(deed, body) {
  return post(deed, body).catch((refusal) => notice(refusal.message));
}

// edit asks for a message's words anew, as they were typed.
function edit(message, place) {
  const was = message.Text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
  const words = window.prompt('Edit the message', was);
  if (words?.trim() && words !== was) act('rewrite', { At: place, Text: words });
}

// messageMenu opens what can be done with one message.
export function messageMenu(world, message, at) {
  const place = { Channel: message.Channel, TS: message.TS };
  const items = [];
  if (!message.Ephemeral) {
    items.push({ label: 'Reply in a thread', run: () => reply(message) });
    items.push(...quick.map(([name, sign]) => ({ label: `React with ${sign}`, run: () => act('react', { At: place, Emoji: name }) })));
    items.push(...(world.Shortcuts || []).filter((one) => one.Type === 'message').map((one) => entry(one, place)));
  }
  if (!message.Ephemeral && message.User === world.as) {
    items.push({ label: 'Edit the message', run: () => edit(message, place) });
    items.push({ label: 'Delete the message', run: () => act('remove', { At: place }) });
  }
  items.push({ label: 'Copy the words', run: () => navigator.clipboard?.writeText(at.closest('article').querySelector('.content').innerText) });
  openMenu(at, 'For this message', items);
}
