/* The chat's list of messages: days between, newest at the bottom, focus and place kept. */
import { arrange, el } from "./dom.js";
import { Bubble } from "./bubble.js";
import { dayKey, dayLabel } from "./time.js";

const NEAR_PX = 80;

/** Holds the bubbles of one chat. */
export class Log {
  constructor(label, hooks) {
    this.hooks = { ...hooks, wordsOf: (id) => this.bubbles.get(id)?.message.text };
    this.bubbles = new Map();
    this.days = new Map();
    this.stick = true;
    this.top = 0;
    this.list = el("div", { class: "messages" });
    this.root = el("div", {
      class: "log", role: "log", "aria-live": "polite", "aria-label": label, tabindex: "0",
      on: { scroll: () => this.#scrolled() },
    }, this.list);
    new ResizeObserver(() => this.stick && this.toBottom()).observe(this.list);
    new ResizeObserver(() => this.stick && this.toBottom()).observe(this.root);
  }

  /** Shows these messages, leaving what did not change alone. */
  show(messages) {
    const visible = messages.filter((message) => !message.deleted);
    const spoke = visible.some((message) => !message.from_bot && !this.bubbles.has(message.message_id));
    const hadFocus = this.list.contains(document.activeElement);
    arrange(this.list, this.#nodesFor(visible));
    if (hadFocus && !this.list.contains(document.activeElement)) this.root.focus({ preventScroll: true });
    if (this.stick || spoke) this.toBottom();
  }

  /** Empties the list for another person's chat. */
  clear() {
    this.bubbles.clear();
    this.days.clear();
    this.list.replaceChildren();
    this.stick = true;
  }

  /** Scrolls to the newest message. */
  toBottom() {
    this.root.scrollTop = this.root.scrollHeight;
    this.stick = true;
  }

  #nodesFor(messages) {
    const kept = new Set(messages.map((message) => message.message_id));
    [...this.bubbles.keys()].filter((id) => !kept.has(id)).forEach((id) => this.bubbles.delete(id));
    let day = "";
    return messages.flatMap((message) => {
      const node = this.#bubbleFor(message).root;
      const first = dayKey(message.date) !== day;
      day = dayKey(message.date);
      return first ? [this.#dayNode(message.date), node] : [node];
    });
  }

  #bubbleFor(message) {
    const known = this.bubbles.get(message.message_id);
    if (known) {
      known.show(message);
      return known;
    }
    const made = new Bubble(message, this.hooks);
    this.bubbles.set(message.message_id, made);
    return made;
  }

  #dayNode(date) {
    const key = dayKey(date);
    if (!this.days.has(key)) this.days.set(key, el("p", { class: "day" }, el("span", {})));
    const label = this.days.get(key).firstChild;
    if (label.textContent !== dayLabel(date)) label.textContent = dayLabel(date);
    return this.days.get(key);
  }

  /** Only a scroll upwards is a wish to stay; a list that grows is none. */
  #scrolled() {
    const { scrollTop, scrollHeight, clientHeight } = this.root;
    const isNear = scrollHeight - scrollTop - clientHeight < NEAR_PX;
    if (isNear || scrollTop < this.top) this.stick = isNear;
    this.top = scrollTop;
  }
}
