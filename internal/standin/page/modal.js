// The modal on top of the acting person's screen, in dialog#view. When the bot
// changes it, fields with the same block and action ids keep what was typed;
// the focus stays in its field.
import { el, button, iconButton } from './nodes.js';
import { blocks } from './blocks.js';
import { focusIn, focusOn, newPlace, typed, values, settled } from './place.js';
import { post } from './workspace.js';

const dialog = document.getElementById('view');
let shown = { id: '', signature: '', place: null, opener: null };
const stacked = new Map(); // what was typed in the views below, by view id

// renderModal opens, changes or closes the dialog to match the snapshot.
export function renderModal(world) {
  const view = world.View;
  if (!view) return close();
  const signature = JSON.stringify([world.as, view.ID, view.Hash, view.Title, view.Submit, view.Close, view.Blocks]);
  if (signature === shown.signature && dialog.open) return undefined;
  return draw(world, view, signature);
}

function close() {
  if (!dialog.open) return;
  const opener = shown.opener;
  shown = { id: '', signature: '', place: null, opener: null };
  stacked.clear();
  dialog.close();
  dialog.replaceChildren();
  (opener?.isConnected ? opener : document.getElementById('composer')).focus();
}

function draw(world, view, signature) {
  const fresh = shown.id !== view.ID;
  if (shown.place) stacked.set(shown.id, typed(shown.place));
  const focus = fresh ? '' : focusIn(dialog);
  const place = newPlace(world, { View: view.ID }, view.State, stacked.get(view.ID) || {});
  const opener = dialog.open ? shown.opener : document.activeElement;
  dialog.replaceChildren(form(view, place));
  shown = { id: view.ID, signature, place, opener };
  if (!dialog.open) dialog.showModal();
  settleFocus(focus);
}

function form(view, place) {
  const body = el('div', { class: 'body' }, blocks(view.Blocks, place));
  const foot = el('div', { class: 'foot' },
    button(view.Close || (view.Submit ? 'Cancel' : 'Close'), leave, { class: 'plain', id: 'view-close' }),
    view.Submit ? el('button', { type: 'submit', class: 'primary', id: 'view-submit' }, view.Submit) : null);
  return el('form', { novalidate: true, on: { submit: send } },
    el('header', {},
      view.Depth > 1 ? iconButton('‹', 'Back', leave) : null,
      el('h2', { id: 'view-title', tabindex: '-1' }, view.Title),
      iconButton('×', 'Close this form', leave)),
    el('p', { class: 'error banner', role: 'alert', id: 'view-error', hidden: true }),
    body, foot);
}

// The focus goes back to the field it was in; in a new form, to the field the
// bot asked for, else the first one; where there is nothing to fill in and send, to
// the title, so that an answer is read from its beginning.
function settleFocus(before) {
  if (focusOn(dialog, before)) return;
  const first = dialog.querySelector('[autofocus]') || (dialog.querySelector('#view-submit') && dialog.querySelector('.body :is(input, textarea, select, summary)'));
  (first || dialog.querySelector('#view-title')).focus();
}

// Esc closes the top form only, as its Close button does.
dialog.addEventListener('cancel', (event) => {
  event.preventDefault();
  leave();
});

// A browser may close the dialog by itself at a second Esc; the server must know.
dialog.addEventListener('close', () => {
  if (shown.id && !dialog.open) leave();
});

function leave() {
  return post('close', { View: shown.id }).catch((refusal) => banner(refusal.message));
}

async function send(event) {
  event.preventDefault();
  const submit = dialog.querySelector('#view-submit');
  if (submit.getAttribute('aria-disabled') === 'true') return;
  tellErrors({});
  const wrong = check(shown.place);
  if (Object.keys(wrong).length) return tellErrors(wrong);
  submit.setAttribute('aria-disabled', 'true');
  try {
    await settled();
    const answer = await post('submit', { View: shown.id, Values: values(shown.place) });
    tellErrors(answer.Errors || {});
  } catch (refusal) {
    banner(refusal.message);
  } finally {
    submit.removeAttribute('aria-disabled');
  }
}

// check is what Slack's own client refuses before the bot is asked.
function check(place) {
  const wrong = {};
  for (const field of place.fields.values()) {
    const sentence = fault(field);
    if (sentence && field.ids?.field) wrong[field.block] = sentence;
  }
  return wrong;
}

function fault(field) {
  const state = field.node.validity;
  if (state && (state.badInput || state.typeMismatch || state.stepMismatch || state.rangeUnderflow || state.rangeOverflow)) return field.node.validationMessage;
  if (!field.optional && field.read().length === 0) return 'Please complete this required field.';
  const short = Number(field.node.getAttribute('minlength') || 0);
  if (short && field.read().length && field.read()[0].length < short) return `Please write at least ${short} characters.`;
  return '';
}

// tellErrors shows a sentence at each field, and moves to the first.
function tellErrors(errors) {
  banner('');
  let first = null;
  for (const node of dialog.querySelectorAll('.block-input')) {
    const sentence = errors[node.dataset.block];
    const place = node.querySelector('.error');
    place.hidden = !sentence;
    place.textContent = sentence || '';
    const field = node.querySelector('[data-action] input, [data-action] summary, input[data-action], textarea[data-action], select[data-action]');
    field?.toggleAttribute('aria-invalid', Boolean(sentence));
    if (sentence) field?.setAttribute('aria-invalid', 'true');
    if (sentence) first ||= field;
  }
  first?.focus();
}

function banner(sentence) {
  const node = dialog.querySelector('#view-error');
  if (!node) return;
  node.hidden = !sentence;
  node.textContent = sentence;
}
