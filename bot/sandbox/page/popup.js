/* A button that opens a short list of acts; Escape, a choice or a click elsewhere closes it. */
import { button, el, span } from "./dom.js";

let count = 0;

/** Makes a popup's element; `acts()` gives `{label, hint?, say?, run}` each time it opens. */
export function popup(wish) {
  return new Popup(wish).root;
}

class Popup {
  constructor({ label, face, acts, className = "" }) {
    this.acts = acts;
    const id = `popup-${++count}`;
    this.list = el("div", { class: "popup-list", id, hidden: true });
    this.opener = button(face, () => (this.list.hidden ? this.#open() : this.#close(true)), {
      class: "popup-open", "aria-label": label, title: label, "aria-expanded": "false", "aria-controls": id,
    });
    const on = { keydown: (event) => this.#steer(event), focusout: (event) => this.#left(event) };
    this.root = el("div", { class: `popup ${className}`, on }, this.opener, this.list);
  }

  #open() {
    this.list.replaceChildren(...this.acts().map((act) => this.#choice(act)));
    if (!this.list.firstChild) this.list.append(el("p", { class: "popup-empty" }, "Nothing here yet."));
    this.list.hidden = false;
    this.opener.setAttribute("aria-expanded", "true");
    this.list.querySelector("button")?.focus();
    this.list.scrollIntoView({ block: "nearest" });
  }

  #close(refocus) {
    if (this.list.hidden) return;
    this.list.hidden = true;
    this.opener.setAttribute("aria-expanded", "false");
    if (refocus) this.opener.focus();
  }

  #choice({ label, hint, say, run }) {
    const chosen = () => {
      this.#close(true);
      run();
    };
    const more = hint ? el("small", { dir: "auto" }, hint) : null;
    const face = span("popup-face", el("span", { dir: "auto" }, label), more);
    return button(face, chosen, { class: "popup-act", "aria-label": say });
  }

  #steer(event) {
    if (event.key === "Escape") this.#close(true);
    if (this.list.hidden || !["ArrowDown", "ArrowUp"].includes(event.key)) return;
    event.preventDefault();
    const buttons = [...this.list.querySelectorAll("button")];
    const next = buttons.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1);
    buttons[(next + buttons.length) % buttons.length]?.focus();
  }

  #left(event) {
    if (!this.root.contains(event.relatedTarget)) this.#close(false);
  }
}
