// The emoji short names a meeting bot is likely to write. Any other name is
// shown as it was typed, colons and all.
import { el } from './nodes.js';

const known = {
  '+1': '👍', '-1': '👎', alarm_clock: '⏰', arrow_left: '⬅️', arrow_right: '➡️', ballot_box: '🗳️', bar_chart: '📊',
  bell: '🔔', black_nib: '✒️', books: '📚', bookmark: '🔖', bulb: '💡', busts_in_silhouette: '👥', calendar: '📅', clap: '👏',
  classical_building: '🏛️', clipboard: '📋', clock3: '🕒', date: '📅', door: '🚪', envelope: '✉️', exclamation: '❗',
  eyes: '👀', file_folder: '📁', fire: '🔥', gear: '⚙️', grey_question: '❔', hammer: '🔨', hand: '✋', handshake: '🤝',
  heart: '❤️', heavy_check_mark: '✔️', heavy_plus_sign: '➕', hourglass: '⌛', hourglass_flowing_sand: '⏳', inbox_tray: '📥',
  information_source: 'ℹ️', key: '🔑', large_blue_circle: '🔵', large_green_circle: '🟢', large_yellow_circle: '🟡',
  link: '🔗', lock: '🔒', loudspeaker: '📢', mag: '🔍', megaphone: '📣', memo: '📝', no_entry: '⛔', no_bell: '🔕',
  ok_hand: '👌', outbox_tray: '📤', page_facing_up: '📄', paperclip: '📎', pencil: '📝', pencil2: '✏️', pray: '🙏',
  pushpin: '📌', question: '❓', raised_hand: '✋', raised_hands: '🙌', red_circle: '🔴', robot_face: '🤖', rocket: '🚀',
  rotating_light: '🚨', round_pushpin: '📍', scales: '⚖️', scroll: '📜', seedling: '🌱', slightly_smiling_face: '🙂',
  smile: '😄', sparkles: '✨', speech_balloon: '💬', spiral_calendar_pad: '🗓️', star: '⭐', stopwatch: '⏱️', sunrise: '🌅',
  tada: '🎉', telephone_receiver: '📞', thinking_face: '🤔', thumbsdown: '👎', thumbsup: '👍', unlock: '🔓',
  warning: '⚠️', wave: '👋', white_check_mark: '✅', wrench: '🔧', x: '❌', zap: '⚡', zzz: '💤',
};

// emoji gives a picture with its name for a screen reader, or null when unknown.
export function emoji(name) {
  const sign = known[name.replace(/::skin-tone-\d$/, '')];
  if (!sign) return null;
  return el('span', { role: 'img', 'aria-label': name.replaceAll('_', ' '), class: 'emoji' }, sign);
}

// isEmoji says whether a short name has a picture here.
export function isEmoji(name) {
  return Object.hasOwn(known, name);
}
