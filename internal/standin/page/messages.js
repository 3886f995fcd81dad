// The messages of a conversation. A message is drawn anew only when it has
// changed, so that a half-filled field or an open menu in another is left alone.
import { el, button, iconButton, show } from './nodes.js';
import { mrkdwn } from './mrkdwn.js';
import { blocks } from './blocks.js';
import { focusIn, focusOn, newPlace, typed } from './place.js';
import { clock, day, isoDay, whole } from './dates.js';
import { emoji } from './emoji.js';
import { avatar } from './avatar.js';
import { person, post, earlier } from './workspace.js';
import { messageMenu } from './shortcuts.js';
import { welcomeRow } from './welcome.js';

const pane = document.getElementById('messages');
const announce = document.getElementById('announce');
const places = new Map(); // by row key: the place of a drawn message
let before = { where: '', keys: new Set() };
let sent = false; // something was just sent from here: its answer should come into view

document.getElementById('compose').addEventListener('submit', () => { sent = true; });

// renderMessages brings the pane in line with the snapshot.
export function renderMessages(world) {
  show(pane, world.at !== 'home');
  if (pane.hidden) return;
  const where = `${world.as} ${world.at}`;
  const moved = where !== before.where;
  const low = pane.scrollHeight - pane.scrollTop - pane.clientHeight < 80;
  const rows = allRows(world);
  const fresh = rows.some((row) => row.message && !before.keys.has(row.key));
  reconcile(rows, moved);
  if (!before.where && rows[0].key === 'welcome') pane.scrollTop = 0;
  else if (moved || low || (sent && fresh)) pane.scrollTop = pane.scrollHeight;
  if (fresh) sent = false;
  if (!moved) tellNew(world, rows);
  before = { where, keys: new Set(rows.map((row) => row.key)) };
}

function allRows(world) {
  const rows = [...welcomeRow(world)];
  if (world.Earlier) rows.push({ key: 'earlier', signature: '', build: () => el('div', { class: 'earlier' }, button('Show earlier messages', earlier, { class: 'plain' })) });
  let last = null;
  for (const message of threaded(world.Messages || [])) {
    const when = time(message);
    const date = isoDay(world.zone, when);
    if (!isReply(message) && (!last || last.date !== date)) rows.push(dayRow(world, when, date));
    const joined = last && last.date === date && follows(message, last.message);
    rows.push(messageRow(world, message, joined));
    last = { date, message };
  }
  if (!world.Messages?.length) rows.push({ key: 'empty', signature: '', build: () => el('p', { class: 'empty' }, 'No messages here yet.') });
  return rows;
}

// threaded puts replies behind the message that began their thread.
function threaded(messages) {
  const replies = Map.groupBy ? Map.groupBy(messages.filter(isReply), (one) => one.ThreadTS) : group(messages.filter(isReply));
  const roots = new Set(messages.filter((one) => !isReply(one)).map((one) => one.TS));
  const out = messages.filter((one) => !isReply(one) || !roots.has(one.ThreadTS));
  return out.flatMap((one) => [one, ...(isReply(one) ? [] : replies.get(one.TS) || [])]);
}

function group(messages) {
  const all = new Map();
  for (const one of messages) all.set(one.ThreadTS, [...(all.get(one.ThreadTS) || []), one]);
  return all;
}

function isReply(message) {
  return Boolean(message.ThreadTS) && message.ThreadTS !== message.TS;
}

function time(message) {
  return new Date(Number(message.TS) * 1000);
}

// follows says whether a message can go without its author's name again.
function follows(message, other) {
  const plain = [message, other].every((one) => !one.Ephemeral && !one.Blocks?.length);
  return plain && other.User === message.User && isReply(message) === isReply(other)
    && time(message) - time(other) < 5 * 60e3;
}

function dayRow(world, when, date) {
  return { key: `day ${date}`, signature: date, build: () => el('h2', { class: 'day' }, el('span', {}, day(world.zone, when))) };
}

function messageRow(world, message, joined) {
  const { State, ...rest } = message;
  const key = `${message.TS}${message.Ephemeral ? ' private' : ''}`;
  return { key, message, signature: JSON.stringify([world.as, today(world), world.People.length, joined, rest]), build: () => draw(world, message, joined, key) };
}

// Words such as "tomorrow" change with the day.
function today(world) {
  return isoDay(world.zone, world.now());
}

function draw(world, message, joined, key) {
  const author = person(message.User);
  const kept = places.has(key) ? typed(places.get(key)) : {};
  const place = newPlace(world, { Channel: world.at, TS: message.TS }, message.State, kept);
  places.set(key, place);
  const head = joined ? null : el('p', { class: 'by' },
    el('span', { class: 'name' }, author.Name), author.Bot ? el('span', { class: 'app' }, 'APP') : null, stamp(world, message));
  return el('article', { 'data-ts': message.TS, 'data-user': message.User, class: classes(message, joined), 'aria-label': label(world, message, author) },
    el('div', { class: 'face' }, joined ? stamp(world, message) : avatar(author)),
    el('div', { class: 'said' },
      message.Ephemeral ? el('p', { class: 'private' }, 'Only visible to you') : null,
      head, content(world, message, place), marks(world, message)),
    tools(world, message));
}

function classes(message, joined) {
  return ['message', isReply(message) && 'reply', joined && 'joined', message.Ephemeral && 'ephemeral'].filter(Boolean).join(' ');
}

function label(world, message, author) {
  return [author.Name, clock(world.zone, time(message)), message.Ephemeral && 'only visible to you', isReply(message) && 'reply in a thread'].filter(Boolean).join(', ');
}

function stamp(world, message) {
  return el('time', { datetime: time(message).toISOString(), title: whole(world.zone, time(message)) }, clock(world.zone, time(message)));
}

function content(world, message, place) {
  const edited = message.Edited ? el('span', { class: 'edited' }, ' (edited)') : null;
  if (message.Blocks?.length) return el('div', { class: 'content' }, blocks(message.Blocks, place), edited);
  const words = mrkdwn(message.Text, world);
  const last = words.at(-1);
  if (edited && last?.tagName === 'P') last.append(edited);
  return el('div', { class: 'content rich' }, words, last?.tagName === 'P' ? null : edited);
}

function marks(world, message) {
  const files = (message.Files || []).map((file) => attachment(world, file));
  const reactions = (message.Reactions || []).map((one) => reaction(world, message, one));
  const pinned = message.Pinned ? el('p', { class: 'quiet' }, 'Pinned') : null;
  return [pinned, files, reactions.length ? el('div', { class: 'reactions' }, reactions) : null];
}

function attachment(world, file) {
  const address = `/page/file?${new URLSearchParams({ as: world.as, id: file.ID })}`;
  const picture = /^image\/(png|jpeg|gif|webp)$/.test(file.Mimetype) ? el('img', { src: address, alt: file.Title || file.Name }) : null;
  return el('div', { class: 'attachment' }, picture,
    el('a', { href: address, download: file.Name }, file.Title || file.Name), el('span', { class: 'quiet' }, size(file.Size)));
}

function size(bytes) {
  if (bytes < 1024) return `${bytes} bytes`;
  return bytes < 1024 * 1024 ? `${Math.round(bytes / 1024)} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

function reaction(world, message, one) {
  const own = one.Users.includes(world.as);
  const names = one.Users.map((id) => person(id).Name).join(', ');
  const words = [emoji(one.Name) || `:${one.Name}:`, ` ${one.Users.length}`];
  return button(words, () => react(message, one.Name), { class: 'reaction', 'aria-pressed': String(own), title: names });
}

function react(message, name) {
  return post('react', { At: { Channel: message.Channel, TS: message.TS }, Emoji: name }).catch(() => {});
}

function tools(world, message) {
  if (message.User === 'USLACKBOT') return null;
  const more = iconButton('⋯', 'More for this message', () => messageMenu(world, message, more), { 'aria-haspopup': 'menu' });
  return el('div', { class: 'tools-of-message' }, more);
}

// reconcile keeps rows that have not changed, so focus and typed text stay.
function reconcile(rows, moved) {
  if (moved) {
    places.clear();
    pane.replaceChildren();
  }
  const focus = focusIn(pane);
  const old = new Map([...pane.children].map((node) => [node.dataset.key, node]));
  const wanted = new Set(rows.map((row) => row.key));
  for (const [key, node] of old) if (!wanted.has(key)) node.remove();
  rows.forEach((row, index) => {
    const node = fresh(row, old.get(row.key));
    if (pane.children[index] !== node) pane.insertBefore(node, pane.children[index] || null);
  });
  if (focus !== focusIn(pane)) focusOn(pane, focus);
}

// One message that cannot be drawn must not take the others with it.
function built(row) {
  try {
    return row.build();
  } catch (error) {
    console.error(error);
    return el('p', { class: 'empty' }, 'This message cannot be shown here.');
  }
}

function fresh(row, old) {
  if (old && old.signature === row.signature) return old;
  const node = built(row);
  node.dataset.key = row.key;
  node.signature = row.signature;
  old?.replaceWith(node);
  return node;
}

// tellNew reads what has arrived to a screen reader: the message's own text,
// which Slack's clients read too, whatever its blocks hold.
function tellNew(world, rows) {
  const said = rows.filter((row) => row.message && !before.keys.has(row.key) && row.message.User !== world.as)
    .map(({ message }) => `${person(message.User).Name}${message.Ephemeral ? ', only visible to you' : ''}: ${spoken(message, world)}`);
  if (said.length) announce.replaceChildren(...said.map((words) => el('p', {}, words)));
}

function spoken(message, world) {
  return el('div', {}, mrkdwn(message.Text || '', world)).textContent;
}
