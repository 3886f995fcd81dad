// The message box: messages, slash commands, replies and files.
import { el, button, redraw, show } from './nodes.js';
import { beginCompletion, completing } from './completion.js';
import { person, post, upload } from './workspace.js';

const form = document.getElementById('compose');
const box = document.getElementById('composer');
const join = document.getElementById('join');
const replyTo = document.getElementById('reply-to');
const drafts = new Map(); // what was half typed, by person and place
const said = [];          // what was sent, for the up arrow
let world = null;
let thread = null;
let where = '';
let back = 0;

// beginComposer ties the box, the button and the file field.
export function beginComposer() {
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    send();
  });
  box.addEventListener('keydown', keys);
  box.addEventListener('input', grow);
  document.getElementById('attach').addEventListener('change', attach);
  beginCompletion(box, () => world);
}

// renderComposer fits the box to the place; what was typed elsewhere waits there.
export function renderComposer(next) {
  world = next;
  const now = `${world.as} ${world.at}`;
  show(form, world.at !== 'home');
  if (now === where) return;
  drafts.set(where, box.value);
  where = now;
  reply(null);
  notice('');
  box.value = drafts.get(now) || '';
  label();
  grow();
}

function label() {
  const name = document.getElementById('title').textContent;
  document.getElementById('composer-label').textContent = `Message ${name} as ${person(world.as).Name}`;
  box.placeholder = `Message ${name}, or / for a command`;
}

// reply makes the next message an answer in a thread; null ends that.
export function reply(message) {
  thread = message;
  show(replyTo, Boolean(message));
  if (!message) return;
  replyTo.replaceChildren(`Replying in the thread of ${person(message.User).Name} `, button('Stop', () => reply(null), { class: 'link' }));
  box.focus();
}

// say types words into the box and sends them: the welcome panel's buttons.
export function say(words) {
  box.value = words;
  grow();
  box.focus();
  form.requestSubmit();
}

function keys(event) {
  if (event.isComposing || completing()) return;
  if (event.key === 'Enter' && !event.shiftKey) {
    event.preventDefault();
    form.requestSubmit();
  } else if (event.key === 'ArrowUp' && (box.value === '' || back > 0)) recall(event, 1);
  else if (event.key === 'ArrowDown' && back > 0) recall(event, -1);
}

function recall(event, step) {
  const at = back + step;
  if (at > said.length) return;
  event.preventDefault();
  back = at;
  box.value = back ? said.at(-back) : '';
  grow();
}

async function send() {
  const words = box.value.trim();
  if (!words || form.getAttribute('aria-busy')) return;
  form.setAttribute('aria-busy', 'true');
  notice('');
  try {
    await deliver(words);
    said.push(words);
    back = 0;
    box.value = '';
    grow();
  } catch (refusal) {
    // Slackbot says in the conversation what came of a command that failed.
    if (refusal.message.includes(' failed with the error ')) box.value = '';
    else notice(refusal.message);
  } finally {
    form.removeAttribute('aria-busy');
  }
}

function deliver(words) {
  const command = /^(\/\S+)\s*([\s\S]*)$/.exec(words);
  if (!command || box.value.startsWith(' ')) return write(words);
  if (thread) throw new Error('Slash commands do not work in a thread. Press Stop, then send it again.');
  const known = world.Commands || [];
  if (known.length && !known.some((one) => one.Name === command[1].toLowerCase())) {
    throw new Error(`${command[1]} is not a command here. Type / to see those there are, or put a space in front to send it as a message.`);
  }
  return post('command', { Channel: world.at, Command: command[1].toLowerCase(), Text: command[2] });
}

async function write(words) {
  const at = thread;
  await post('write', { Channel: world.at, Text: words, Thread: at?.ThreadTS || at?.TS || '' });
  reply(null);
}

async function attach(event) {
  const [file] = event.target.files;
  event.target.value = '';
  if (!file) return;
  notice(`Sending ${file.name} …`);
  try {
    await upload(world.at, file);
    notice('');
  } catch (refusal) {
    notice(refusal.message);
  }
}

// notice shows a sentence under the box, where one is looking.
export function notice(words) {
  form.querySelector('#notice')?.remove();
  if (words) form.append(el('p', { id: 'notice', role: 'alert' }, words));
}

function grow() {
  box.style.height = 'auto';
  box.style.height = `${Math.min(box.scrollHeight, 200)}px`;
}

// renderJoin offers to come in where one may read but not write.
export function renderJoin(next) {
  const channel = next.Channels.find((one) => one.ID === next.at);
  const outside = Boolean(channel) && !channel.DM && !channel.Members.includes(next.as);
  form.classList.toggle('outside', outside);
  show(join, outside);
  redraw(join, [next.as, next.at, outside], () => outside && [`You are looking at #${channel.Name}. `,
    button('Join', () => post('join', { Channel: channel.ID }).catch((refusal) => notice(refusal.message)), { class: 'primary' })]);
}
