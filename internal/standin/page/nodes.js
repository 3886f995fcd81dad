// Building nodes. Every word on the page passes through here as a text node,
// so nothing a person or a bot writes can become markup.

// el makes one element. Attributes that are null, undefined or false are left
// out; `on` is a map of listeners; children are nodes, strings, or lists of them.
export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === 'on') listen(node, value);
    else if (value === true) node.setAttribute(name, '');
    else if (value !== null && value !== undefined && value !== false) node.setAttribute(name, value);
  }
  node.append(...flat(children));
  return node;
}

function listen(node, listeners) {
  for (const [event, run] of Object.entries(listeners)) node.addEventListener(event, run);
}

function flat(children) {
  return children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false && child !== '');
}

// button makes a button that submits nothing by itself.
export function button(label, press, attributes = {}) {
  return el('button', { type: 'button', on: { click: press }, ...attributes }, label);
}

// iconButton makes a button with a sign for the eye and a name for the ear.
export function iconButton(sign, name, press, attributes = {}) {
  return el('button', { type: 'button', class: 'icon', 'aria-label': name, title: name, on: { click: press }, ...attributes },
    el('span', { 'aria-hidden': 'true' }, sign));
}

// show sets or clears `hidden`.
export function show(node, visible) {
  node.hidden = !visible;
}

// redraw fills a node anew when the facts it shows have changed, and only then:
// a press must not fall between an old button and its successor. The focus
// stays on the child with the same id or data attribute.
export function redraw(node, facts, build) {
  const signature = JSON.stringify(facts);
  if (node.drawn === signature) return;
  node.drawn = signature;
  const focus = node.contains(document.activeElement) ? address(document.activeElement) : '';
  node.replaceChildren(...flat([build()]));
  if (focus) node.querySelector(focus)?.focus();
}

function address(node) {
  if (node.id) return `#${CSS.escape(node.id)}`;
  const [name, value] = Object.entries(node.dataset)[0] || [];
  return name ? `[data-${name}="${CSS.escape(value)}"]` : '';
}

// safeLink gives the address when a browser may follow it, or ''. A `javascript:`
// address in a message must never become something to press.
export function safeLink(address) {
  return /^(https?:|mailto:|tel:)/i.test(address) ? address : '';
}

// link makes a link that opens in a new tab, or plain text when the address is not safe.
export function link(address, ...children) {
  const href = safeLink(address);
  if (!href) return el('span', {}, ...children);
  return el('a', { href, target: '_blank', rel: 'noopener noreferrer' }, ...children);
}

let last = 0;

// freshID gives an id no other element has, for tying labels to fields.
export function freshID(stem) {
  last += 1;
  return `${stem}-${last}`;
}
