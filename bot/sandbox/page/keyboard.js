/* The buttons under one message: drawn in their order, tapped, and waiting for the bot's answer. */
import { button, div, el } from "./dom.js";

/** Draws rows of buttons and keeps the focus where it was when they change. */
export class Keyboard {
  constructor({ press, fallback }) {
    this.press = press;
    this.fallback = fallback;
    this.waiting = new Set();
    this.shown = "";
    this.root = el("div", { class: "keyboard", dir: "ltr", role: "group", "aria-label": "Buttons under this message" });
  }

  /** Shows these rows; unchanged rows are left alone. */
  show(rows) {
    const drawn = JSON.stringify(rows);
    if (drawn === this.shown) return;
    this.shown = drawn;
    const focused = this.#focusedPlace();
    this.root.replaceChildren(...rows.map((row) => div("keyboard-row", ...row.map((key) => this.#key(key)))));
    this.root.hidden = rows.length === 0;
    if (focused) this.#refocus(focused);
  }

  /** Marks a button as waiting, or as answered. */
  wait(key, waiting) {
    if (waiting) this.waiting.add(nameOf(key));
    else this.waiting.delete(nameOf(key));
    this.#buttons().filter((node) => node.dataset.key === nameOf(key)).forEach((node) => mark(node, waiting));
  }

  #key(key) {
    const name = nameOf(key);
    const run = () => {
      if (!this.waiting.has(name)) this.press(key);
    };
    const mode = key.url ? "link" : key.copy_text ? "copy" : "tap";
    const node = button(el("span", { dir: "auto" }, key.text), run, { class: "key", data: { key: name, mode } });
    mark(node, this.waiting.has(name));
    return node;
  }

  #buttons() {
    return [...this.root.querySelectorAll("button")];
  }

  #focusedPlace() {
    const buttons = this.#buttons();
    const index = buttons.indexOf(document.activeElement);
    return index < 0 ? null : { index, text: buttons[index].textContent };
  }

  #refocus({ index, text }) {
    const buttons = this.#buttons();
    const next = buttons.find((node) => node.textContent === text) ?? buttons[Math.min(index, buttons.length - 1)];
    (next ?? this.fallback()).focus({ preventScroll: true });
  }
}

function nameOf(key) {
  return key.callback_data ?? `${key.text}|${key.url ?? ""}`;
}

function mark(node, waiting) {
  node.classList.toggle("waiting", waiting);
  node.setAttribute("aria-busy", String(waiting));
}
