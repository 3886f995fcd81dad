// The workspace in a browser.
//
// What tests and other programs may rely on:
//   #act-as               the person one acts as (select; values are person ids)
//   [data-place]          a conversation in the list, by channel id; #app is the bot
//   [data-tab]            "home" and "messages" of the bot
//   #messages [data-ts]   a message; data-user is its author, .ephemeral is private
//   #home                 the Home tab
//   #composer, #send      the message box and its button; #notice a refusal under it
//   #completions          suggestions, [role=option]
//   #shortcuts            the global shortcuts' menu ([role=menuitem])
//   dialog#view           the modal: #view-title, #view-submit, #view-close, #view-error
//   dialog#confirm        "are you sure?"
//   [data-block], [data-action]  a block and an element, by block_id and action_id
//   .block-input .error   the sentence at a field
//   #clock, #clock-now, #clock-said   the clock, its time, and what turning it did
//   #fail, #link          faults, and how the bot is connected
//   #as=U1&at=C1          in the address: whose eyes, and where ("home" for the Home tab)
import { begin } from './workspace.js';
import { beginSidebar, renderSidebar } from './sidebar.js';
import { beginComposer, renderComposer, renderJoin } from './composer.js';
import { beginClock, renderClock } from './clock.js';
import { renderHead } from './head.js';
import { renderMessages } from './messages.js';
import { renderHome } from './home.js';
import { renderModal } from './modal.js';
import { renderShortcuts } from './shortcuts.js';
import { renderTrouble } from './trouble.js';

const parts = [
  renderSidebar, renderHead, renderMessages, renderHome, renderComposer, renderJoin,
  renderShortcuts, renderClock, renderTrouble, renderModal,
];

beginSidebar();
beginComposer();
beginClock();
begin((world) => {
  for (const part of parts) part(world);
  document.body.dataset.ready = 'yes';
});
