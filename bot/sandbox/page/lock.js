/* The locked phone: what a person nearby could read on it. */
import { button, el, paragraph, span } from "./dom.js";
import { clockTime, longDay, now } from "./time.js";
import { recall, remember } from "./memory.js";

const HANDS_ON_MS = 4000;
const MOST_SHOWN = 3;

/** Covers a phone's screen with its notifications until somebody taps. */
export class Lock {
  constructor({ changed }) {
    this.changed = changed;
    this.locked = false;
    this.touchedAt = -Infinity;
    this.time = el("p", { class: "lock-time" });
    this.day = el("p", { class: "lock-day" });
    this.list = el("div", { class: "lock-list", role: "log", "aria-live": "polite", "aria-label": "Notifications" });
    this.opener = button("Tap to unlock", () => this.set(false), { class: "lock-open" });
    const parts = [this.time, this.day, this.list, this.opener];
    this.root = el("div", { class: "lock", hidden: true, on: { click: () => this.set(false) } }, ...parts);
  }

  /** Takes another person's phone in hand. */
  take(userId) {
    this.user = userId;
    this.pushes = [];
    this.drawn = "";
    this.touchedAt = -Infinity;
    this.#cover(false);
  }

  /** The person is using the phone now, so an answer is no push. */
  touch() {
    this.touchedAt = performance.now();
  }

  /** Locks or unlocks by hand. */
  set(locked) {
    if (locked === this.locked) return;
    if (!locked) this.touch();
    if (!locked) this.#seeAll();
    this.#cover(locked);
  }

  /** Takes the pushes of this phone; the very first one is shown on a locked screen. */
  show(pushes) {
    this.pushes = pushes ?? [];
    const newest = this.pushes.at(-1)?.message_id ?? 0;
    if (recall(this.#key("seen"), 0) > newest) remember(this.#key("seen"), 0);
    const isNew = newest > recall(this.#key("seen"), 0);
    if (isNew && !this.locked && this.#isFirstPush()) this.#showFirst();
    else if (isNew && !this.locked) this.#seeAll();
    this.#draw();
  }

  #isFirstPush() {
    return !recall(this.#key("pushed"), false) && performance.now() - this.touchedAt > HANDS_ON_MS;
  }

  #showFirst() {
    remember(this.#key("pushed"), true);
    const earlier = this.pushes.at(-2)?.message_id ?? 0;
    remember(this.#key("seen"), Math.max(earlier, recall(this.#key("seen"), 0)));
    this.#cover(true);
  }

  #seeAll() {
    remember(this.#key("seen"), this.pushes.at(-1)?.message_id ?? 0);
  }

  #cover(locked) {
    const turned = locked !== this.locked;
    this.locked = locked;
    this.root.hidden = !locked;
    this.#draw();
    if (turned) this.changed(locked);
  }

  #draw() {
    if (!this.locked) return;
    this.time.textContent = clockTime(now());
    this.day.textContent = longDay(now());
    const seen = recall(this.#key("seen"), 0);
    const unread = this.pushes.filter((push) => push.message_id > seen).slice(-MOST_SHOWN);
    const print = JSON.stringify(unread);
    if (print === this.drawn) return;
    this.drawn = print;
    const cards = unread.map((push) => this.#card(push));
    this.list.replaceChildren(...(cards.length ? cards : [paragraph("lock-none", "No notifications")]));
  }

  #card(push) {
    const when = `${clockTime(push.date)}${push.silent ? " · silent" : ""}`;
    const top = span("push-top", el("span", { dir: "auto" }, this.botName ?? "Bot"), el("span", {}, when));
    const text = el("span", { class: "push-text", dir: "auto" }, push.text);
    return button(span("push-face", top, text), () => this.set(false), { class: "push" });
  }

  #key(name) {
    return `${name}.${this.user}`;
  }
}
