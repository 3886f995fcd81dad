// rich_text blocks, for reading.
import { el, link } from './nodes.js';
import { emoji } from './emoji.js';
import { mention, channelName, angle } from './mrkdwn.js';

// richText renders the parts of one rich_text block. Neighbouring lists that
// differ in indent are Slack's way of nesting; here each keeps its own indent.
export function richText(block, world) {
  return (block.elements || []).map((part) => (parts[part.type] || unknown)(part, world));
}

const parts = {
  rich_text_section: (part, world) => el('p', {}, inline(part, world)),
  rich_text_quote: (part, world) => el('blockquote', {}, inline(part, world)),
  rich_text_preformatted: (part, world) => el('pre', {}, el('code', {}, inline(part, world))),
  rich_text_list: (part, world) => el(part.style === 'ordered' ? 'ol' : 'ul',
    { class: `indent-${Math.min(part.indent || 0, 4)}`, start: part.offset ? part.offset + 1 : null },
    (part.elements || []).map((item) => el('li', {}, inline(item, world)))),
};

function unknown(part) {
  return el('p', { class: 'quiet' }, `(${part.type} is not shown here)`);
}

function inline(part, world) {
  return (part.elements || []).map((piece) => styled(piece, leaf(piece, world)));
}

function leaf(piece, world) {
  switch (piece.type) {
    case 'text': return broken(piece.text);
    case 'link': return link(piece.url, piece.text || piece.url);
    case 'user': return mention(piece.user_id, world);
    case 'channel': return channelName(piece.channel_id, world);
    case 'usergroup': return el('span', { class: 'mention' }, '@group');
    case 'broadcast': return el('span', { class: 'mention' }, `@${piece.range}`);
    case 'emoji': return emoji(piece.name) || `:${piece.name}:`;
    case 'date': return angle(`!date^${piece.timestamp}^${piece.format}${piece.url ? `^${piece.url}` : ''}|${piece.fallback || ''}`, world);
    case 'color': return el('code', {}, piece.value);
    default: return '';
  }
}

function broken(words) {
  return words.split('\n').map((line, index) => [index ? el('br') : null, line]);
}

function styled(piece, node) {
  const style = piece.style || {};
  let shown = node;
  for (const [name, tag] of [['code', 'code'], ['strike', 's'], ['italic', 'em'], ['bold', 'strong']]) {
    if (style[name]) shown = el(tag, {}, shown);
  }
  return shown;
}
