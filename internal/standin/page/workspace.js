// The page's picture of the workspace. The server keeps everything; this file
// fetches a snapshot whenever the server says that something changed, and
// sends what the person does.
//
// A snapshot ("world") has Go's field names, capitalised, as in the package's
// documentation; blocks inside are Slack's own JSON. This file adds:
//   world.as    id of the person one acts as
//   world.at    id of the conversation shown, or 'home'
//   world.zone  that person's IANA time zone
//   world.now() the workspace's clock, as a Date

// here says whose eyes one looks through and where; it lives in the address
// (#as=U1&at=C1), so that a link opens a given place.
export const here = { as: '', at: '' };

let render = () => {};
let world = null;
let fetching = null;
let again = false;
let limit = 200;

// begin reads the address, fetches the first snapshot and listens for changes.
export async function begin(draw) {
  render = draw;
  window.addEventListener('hashchange', refresh);
  await refresh();
  listen();
  addEventListener('pageshow', (event) => { if (event.persisted) listen(); });
}

function readAddress() {
  const given = new URLSearchParams(location.hash.slice(1));
  here.as = given.get('as') || here.as;
  here.at = given.get('at') || here.at;
}

// go shows another place, or the same one as somebody else.
export function go({ as = here.as, at = here.at }) {
  limit = 200;
  location.hash = new URLSearchParams({ as, at }).toString();
  return refresh();
}

// earlier asks for more of the past.
export function earlier() {
  limit += 400;
  return refresh();
}

// refresh fetches a snapshot and draws it. Calls during a fetch are told once
// more when it is done.
export function refresh() {
  again = true;
  fetching ||= fetchAll();
  return fetching;
}

async function fetchAll() {
  try {
    while (again) await fetchOnce();
  } finally {
    fetching = null;
  }
}

async function fetchOnce() {
  again = false;
  const asked = location.hash;
  readAddress();
  const query = new URLSearchParams({ as: here.as, at: here.at, last: limit });
  const snapshot = await fetch(`/page/state?${query}`).then((answer) => answer.json()).catch(() => null);
  offline(!snapshot);
  // Somebody may have gone elsewhere meanwhile: what came is then of no use.
  if (asked !== location.hash) again = true;
  else if (snapshot) take(snapshot, Date.now());
}

function take(snapshot, at) {
  world = snapshot;
  world.as = here.as = snapshot.As;
  world.at = here.at = snapshot.At;
  world.zone = snapshot.Zone;
  world.now = () => new Date(snapshot.Now + Date.now() - at);
  const address = new URLSearchParams({ as: here.as, at: here.at }).toString();
  if (location.hash.slice(1) !== address) history.replaceState(null, '', `#${address}`);
  render(world);
}

// listen follows what happens in the workspace while the page is shown. A page
// that was left can live on in the browser, and must not keep its connection: six
// such pages would leave none for the next.
function listen() {
  const events = new EventSource('/page/events');
  events.addEventListener('change', () => refresh());
  events.addEventListener('open', () => refresh());
  events.addEventListener('error', () => offline(true));
  addEventListener('pagehide', () => events.close(), { once: true });
}

function offline(yes) {
  document.getElementById('offline').hidden = !yes;
}

// post does something in the workspace as the present person and gives the
// answer. A refusal is thrown as an Error with the sentence to show, and
// Slack's `code` when there is one.
export async function post(deed, body) {
  const request = { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ As: here.as, ...body }) };
  return answerOf(await fetch(`/page/${deed}`, request).catch(() => null));
}

// upload sends a file to a conversation, or for a file field when channel is empty.
export async function upload(channel, file) {
  const query = new URLSearchParams({ as: here.as, channel, name: file.name });
  const request = { method: 'POST', headers: { 'Content-Type': 'application/octet-stream' }, body: file };
  return answerOf(await fetch(`/page/upload?${query}`, request).catch(() => null));
}

async function answerOf(response) {
  if (!response) throw new Error('The workspace cannot be reached. If the program was stopped, start it again.');
  const answer = await response.json().catch(() => ({}));
  if (response.ok) return answer;
  const refusal = new Error(answer.Error || `The workspace answered ${response.status}. Try again.`);
  refusal.code = answer.Code || '';
  if (answer.Detail) console.warn(answer.Detail); // for who makes the bot: Slack shows it to nobody
  throw refusal;
}

// person finds somebody by id; Slack itself speaks as Slackbot.
export function person(id) {
  return world.People.find((one) => one.ID === id)
    || { ID: id, Name: id === 'USLACKBOT' ? 'Slackbot' : 'Somebody who left', Title: '', Bot: id === 'USLACKBOT' };
}

// partner is the other person of a direct message.
export function partner(channel) {
  return person(channel.Members.find((id) => id !== here.as) || here.as);
}

// placeName is what a conversation is called: "#general", "Ana Silva".
export function placeName(channel) {
  return channel.DM ? partner(channel).Name : `#${channel.Name}`;
}
