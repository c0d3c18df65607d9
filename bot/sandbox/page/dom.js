/* Makes and changes page elements, never from markup text. */

/** Makes one element; `on` holds listeners, `data` dataset entries, true and false set or leave out an attribute. */
export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "on") Object.entries(value).forEach(([event, run]) => node.addEventListener(event, run));
    else if (name === "data") Object.assign(node.dataset, value);
    else if (value === true) node.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) node.setAttribute(name, value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

const boxOf = (tag) => (className, ...children) => el(tag, { class: className }, ...children);

/** Makes a div, a span or a paragraph of one class. */
export const div = boxOf("div");
export const span = boxOf("span");
export const paragraph = boxOf("p");

/** Makes a push button that does one thing. */
export function button(label, run, attributes = {}) {
  return el("button", { type: "button", ...attributes, on: { click: run, ...attributes.on } }, label);
}

/** Makes text that only a screen reader says. */
export function spoken(text) {
  return el("span", { class: "spoken" }, text);
}

/** Puts exactly these nodes into a parent, in order, moving none that already stands in its place. */
export function arrange(parent, nodes) {
  const wanted = new Set(nodes);
  [...parent.childNodes].filter((node) => !wanted.has(node)).forEach((node) => node.remove());
  let cursor = parent.firstChild;
  for (const node of nodes) {
    if (node === cursor) cursor = cursor.nextSibling;
    else parent.insertBefore(node, cursor);
  }
}

/** Gives a function that runs `work` one at a time, and once more if it was asked for meanwhile. */
export function oneAtATime(work) {
  let running = null;
  let again = false;
  const run = async () => {
    do {
      again = false;
      await work();
    } while (again);
  };
  return () => {
    if (running) again = true;
    else running = run().finally(() => { running = null; });
    return running;
  };
}
