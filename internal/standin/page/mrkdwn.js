// Slack's mrkdwn and plain_text as nodes.
//
// `world` is the last snapshot: it turns ids into names. Every function gives
// nodes, never markup.
import { el, link } from './nodes.js';
import { emoji } from './emoji.js';
import { scan, pattern, atWordStart } from './inline.js';
import { slackDate, whole } from './dates.js';
import { groupLines } from './lines.js';

// text renders a text object ({type, text, emoji, verbatim}) of Block Kit.
export function text(object, world) {
  if (!object) return [];
  if (object.type === 'mrkdwn') return mrkdwn(object.text, world, { autolink: !object.verbatim });
  return plain(object.text, object.emoji !== false);
}

// line renders a text object on one line: for labels and buttons.
export function line(object, world) {
  if (!object) return [];
  if (object.type === 'mrkdwn') return inline(object.text, world, { autolink: !object.verbatim });
  return plain(object.text, object.emoji !== false);
}

// plain renders text without marks, with its line breaks.
export function plain(words, withEmoji = true) {
  const rules = [pattern(/\n/, () => el('br'))];
  if (withEmoji) rules.push(emojiRule);
  return scan(words, rules);
}

// mrkdwn renders whole paragraphs: code blocks, quotes, lists, lines.
export function mrkdwn(words, world, options = { autolink: true }) {
  const nodes = [];
  for (const [index, piece] of words.split('```').entries()) {
    if (index % 2) nodes.push(el('pre', {}, el('code', {}, decode(piece.replace(/^\n|\n$/g, '')))));
    else nodes.push(...paragraphs(piece.replace(/^\n|\n$/g, ''), world, options));
  }
  return nodes;
}

function paragraphs(words, world, options) {
  if (!words.trim()) return [];
  return groupLines(words.split('\n'), (one) => inline(one, world, options));
}

// inline renders one line: bold, italic, strike, code, links, mentions, emoji.
export function inline(words, world, options = { autolink: true }) {
  const again = (inner) => inline(inner, world, options);
  const rules = [
    pattern(/`([^`\n]+)`/, (match) => el('code', {}, decode(match[1]))),
    pattern(/<([^<>\n]+)>/, (match) => angle(match[1], world)),
    mark('*', 'strong', again),
    mark('_', 'em', again),
    mark('~', 's', again),
    emojiRule,
  ];
  if (options.autolink) rules.push(autolink);
  return scan(words, rules, decode);
}

function mark(sign, tag, again) {
  const expression = new RegExp(`[${sign}](?! )([^${sign}\\n]*[^${sign}\\s])[${sign}](?![\\p{L}\\p{N}])`, 'u');
  return pattern(expression, (match, words, at) => atWordStart(words, at) && el(tag, {}, again(match[1])));
}

const emojiRule = pattern(/:([a-z0-9_+'-]+(?:::skin-tone-\d)?):/, (match) => emoji(match[1]));

const autolink = pattern(/https?:\/\/[^\s<>|*~`]+[^\s<>|*~`.,;:!?)\]'"]/, (match, words, at) => (
  atWordStart(words, at) && link(decode(match[0]), decode(match[0]))));

// decode undoes Slack's three escapes, the ampersand last.
export function decode(words) {
  return words.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

// angle renders what stands between < and >.
export function angle(inside, world) {
  const [target, ...rest] = inside.split('|');
  const label = rest.join('|');
  if (target.startsWith('@')) return mention(target.slice(1), world, label);
  if (target.startsWith('#')) return channelName(target.slice(1), world, label);
  if (target.startsWith('!date^')) return date(target, label, world);
  if (target.startsWith('!')) return el('span', { class: 'mention' }, `@${label.replace(/^@/, '') || target.slice(1).split('^')[0]}`);
  return link(decode(target), decode(label || target.replace(/^mailto:/, '')));
}

// mention names a person.
export function mention(id, world, label = '') {
  const person = world.People.find((one) => one.ID === id);
  const own = id === world.as ? ' own' : '';
  return el('span', { class: `mention${own}` }, `@${person ? person.Name : label || 'someone'}`);
}

// channelName names a channel.
export function channelName(id, world, label = '') {
  const channel = world.Channels.find((one) => one.ID === id);
  return el('span', { class: 'mention' }, `#${channel ? channel.Name : label || 'private channel'}`);
}

function date(target, fallback, world) {
  const [, unix, shape, address] = target.split('^');
  const when = new Date(Number(unix) * 1000);
  const words = Number.isNaN(when.getTime()) ? null : slackDate(shape || '', world.zone, when, world.now());
  if (words === null) return el('span', {}, decode(fallback));
  const shown = el('time', { datetime: when.toISOString(), title: whole(world.zone, when) }, words);
  return address ? link(address, shown) : shown;
}
