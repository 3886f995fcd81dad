// Times as people read them, in the zone of the person one acts as. The page
// never uses the browser's own zone: two people at two desks see what they would.

const locale = 'en-GB';

function part(zone, options, when) {
  return new Intl.DateTimeFormat(locale, { timeZone: zone, ...options }).format(when);
}

// clock gives "10:04".
export function clock(zone, when) {
  return part(zone, { hour: '2-digit', minute: '2-digit' }, when);
}

// zoneName gives the short name in force that day: "GMT", "BST", "CET".
export function zoneName(zone, when) {
  const parts = new Intl.DateTimeFormat(locale, { timeZone: zone, timeZoneName: 'short' }).formatToParts(when);
  return parts.find((one) => one.type === 'timeZoneName').value;
}

// day gives "Thursday 5 March 2027".
export function day(zone, when) {
  return part(zone, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }, when).replace(',', '');
}

// isoDay gives "2027-03-05", the form of a date field.
export function isoDay(zone, when) {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' }).format(when);
}

// isoMinute gives "2027-03-05T10:04", the form of a date-and-time field.
export function isoMinute(zone, when) {
  return `${isoDay(zone, when)}T${clock(zone, when)}`;
}

// whole gives "Fri 5 Mar 2027, 10:04 GMT".
export function whole(zone, when) {
  const date = part(zone, { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' }, when).replace(',', '');
  return `${date}, ${clock(zone, when)} ${zoneName(zone, when)}`;
}

// fromLocal turns a wall-clock time ("2027-03-05T10:04") of a zone into a Date.
// Two steps are enough: the first guess is off by the offset, the second by a
// change of offset between the two.
export function fromLocal(zone, wall) {
  const wanted = Date.parse(`${wall}Z`);
  let guess = wanted;
  for (let step = 0; step < 2; step += 1) {
    guess += wanted - Date.parse(`${isoMinute(zone, new Date(guess))}Z`);
  }
  return new Date(guess);
}

const tokens = {
  date_num: (zone, when) => isoDay(zone, when),
  date: (zone, when, now) => part(zone, { day: 'numeric', month: 'long', ...year(when, now) }, when),
  date_short: (zone, when, now) => part(zone, { day: 'numeric', month: 'short', ...year(when, now) }, when),
  date_long: (zone, when, now) => part(zone, { weekday: 'long', day: 'numeric', month: 'long', ...year(when, now) }, when).replace(',', ''),
  time: (zone, when) => clock(zone, when),
  time_secs: (zone, when) => part(zone, { hour: '2-digit', minute: '2-digit', second: '2-digit' }, when),
  ago: (zone, when, now) => ago(when, now),
};

// Slack leaves the year out within half a year of now.
function year(when, now) {
  return Math.abs(when - now) < 183 * 86400e3 ? {} : { year: 'numeric' };
}

function ago(when, now) {
  const words = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const seconds = (when - now) / 1000;
  for (const [unit, size] of [['day', 86400], ['hour', 3600], ['minute', 60]]) {
    if (Math.abs(seconds) >= size) return words.format(Math.trunc(seconds / size), unit);
  }
  return 'just now';
}

function nearDay(zone, when, now) {
  const days = (Date.parse(isoDay(zone, when)) - Date.parse(isoDay(zone, now))) / 86400e3;
  return { '-1': 'yesterday', 0: 'today', 1: 'tomorrow' }[days];
}

// slackDate fills the pattern of `<!date^…>`; an unknown token gives null, and
// the caller shows the fallback text as Slack does.
export function slackDate(pattern, zone, when, now) {
  let unknown = false;
  const text = pattern.replace(/\{(\w+)\}/g, (_, name) => {
    const plain = name.replace(/_pretty$/, '');
    const near = plain !== name && nearDay(zone, when, now);
    if (near) return near;
    if (tokens[plain]) return tokens[plain](zone, when, now);
    unknown = true;
    return '';
  });
  return unknown ? null : text;
}
