// A menu that opens at a button: overflow menus, shortcuts, message actions.
import { el } from './nodes.js';

let open = null;

// openMenu shows items ({label, note, run}) at a button. Arrows move,
// Esc or a press elsewhere closes, and the focus goes back to the button.
export function openMenu(at, name, items) {
  if (open) return closeMenu();
  const menu = el('div', { class: 'menu', role: 'menu', 'aria-label': name, popover: 'manual', on: { keydown: move } },
    items.map((item) => entry(item)));
  (at.closest('dialog') || document.getElementById('main')).append(menu);
  open = { menu, at };
  at.setAttribute('aria-expanded', 'true');
  menu.showPopover();
  settle(menu, at);
  menu.querySelector('[role=menuitem]')?.focus();
  document.addEventListener('pointerdown', outside, true);
}

function entry(item) {
  const press = () => {
    closeMenu();
    item.run();
  };
  return el('button', { type: 'button', role: 'menuitem', tabindex: '-1', on: { click: press } },
    item.label, item.note ? el('small', {}, item.note) : null);
}

// settle puts the menu under its button, or above it where there is no room.
function settle(menu, at) {
  const anchor = at.getBoundingClientRect();
  const size = menu.getBoundingClientRect();
  const left = Math.max(8, Math.min(anchor.left, innerWidth - size.width - 8));
  const below = anchor.bottom + 4;
  const top = below + size.height > innerHeight - 8 ? Math.max(8, anchor.top - size.height - 4) : below;
  menu.style.left = `${left}px`;
  menu.style.top = `${top}px`;
}

function move(event) {
  const items = [...open.menu.querySelectorAll('[role=menuitem]')];
  const at = items.indexOf(document.activeElement);
  const step = { ArrowDown: at + 1, ArrowUp: at - 1 + items.length, Home: 0, End: items.length - 1 }[event.key];
  if (step !== undefined) items[step % items.length].focus();
  else if (event.key === 'Escape' || event.key === 'Tab') closeMenu();
  else return;
  event.preventDefault();
  event.stopPropagation();
}

function outside(event) {
  if (!open.menu.contains(event.target) && !open.at.contains(event.target)) closeMenu(false);
}

function closeMenu(giveBack = true) {
  const { menu, at } = open;
  open = null;
  document.removeEventListener('pointerdown', outside, true);
  menu.remove();
  at.setAttribute('aria-expanded', 'false');
  if (giveBack) at.focus();
}
