/* One message in the chat: its words, marks, buttons, and the small menu of what a person can do with it. */
import { el, spoken } from "./dom.js";
import { Keyboard } from "./keyboard.js";
import { popup } from "./popup.js";
import { safeNodes } from "./sanitize.js";
import { clockTime } from "./time.js";

const KINDS = {
  voice: "Voice message",
  sticker: "Sticker",
  photo: "Photo",
  document: "File",
  contact: "Contact",
  location: "Place",
};
const REACTIONS = [["👍", "thumbs up"], ["👎", "thumbs down"], ["❤", "heart"]];

/** Draws one message and redraws only what changed. */
export class Bubble {
  constructor(message, hooks) {
    this.hooks = hooks;
    this.drawn = {};
    this.reaction = "";
    this.keyboard = new Keyboard({ press: (key) => hooks.press(this, key), fallback: () => this.root });
    this.text = el("div", { class: "words" });
    this.marks = el("p", { class: "marks" });
    // A direction of its own keeps the page's English out of the guess that dir=auto makes from the words.
    this.head = el("div", { class: "head", dir: "ltr" });
    const label = "What to do with this message";
    this.menu = popup({ label, face: "⋯", acts: () => this.#acts(), className: "message-menu" });
    const card = el("div", { class: "bubble", dir: "auto" }, this.head, this.text, this.marks);
    this.root = el("article", { class: "message", tabindex: "-1" }, card, this.menu, this.keyboard.root);
    this.show(message);
  }

  /** Shows the message as it is now. */
  show(message) {
    this.message = message;
    this.root.classList.toggle("own", !message.from_bot);
    this.root.classList.toggle("protected", Boolean(message.protect_content));
    this.root.dataset.message = message.message_id;
    this.#redraw("head", [message.from_bot, message.forwarded, message.reply_to], () => this.#drawHead());
    this.#redraw("text", [message.html, message.text, message.kind, message.file], () => this.#drawText());
    this.#redraw("marks", [message.date, message.edit_date, message.silent, this.reaction], () => this.#drawMarks());
    this.keyboard.show(message.keyboard ?? []);
  }

  #redraw(part, facts, draw) {
    const print = JSON.stringify(facts);
    if (this.drawn[part] === print) return;
    this.drawn[part] = print;
    draw();
  }

  #drawHead() {
    const { from_bot: fromBot, forwarded, reply_to: replied } = this.message;
    const quoted = this.hooks.wordsOf(replied?.message_id ?? replied);
    this.head.replaceChildren(spoken(fromBot ? "Bot says:" : "You wrote:"));
    if (forwarded) this.head.append(el("p", { class: "origin" }, "Forwarded"));
    if (quoted) this.head.append(el("p", { class: "quoted", dir: "auto" }, quoted));
  }

  #drawText() {
    const { html, kind = "text", file } = this.message;
    const nodes = safeNodes(html || "", this.hooks.follow);
    if (kind !== "text" || nodes.length === 0) nodes.unshift(thing(KINDS[kind] ?? "A message without words", file));
    this.text.replaceChildren(...nodes);
  }

  #drawMarks() {
    const { date, edit_date: edited, silent } = this.message;
    const marks = [el("time", { datetime: date }, clockTime(date))];
    if (edited) marks.push(el("span", { class: "mark", title: `Edited at ${clockTime(edited)}` }, "edited"));
    if (silent) marks.push(el("span", { class: "mark", title: "Came without a sound" }, "silent"));
    if (this.reaction) marks.push(el("span", { class: "mark" }, spoken("Your reaction:"), this.reaction));
    this.marks.replaceChildren(...marks);
  }

  #acts() {
    const { message, hooks } = this;
    const isOwnText = !message.from_bot && !message.forwarded && (message.kind ?? "text") === "text";
    const mayLeave = !message.protect_content && message.text;
    return [
      ...(isOwnText ? [{ label: "Edit", run: () => hooks.edit(message) }] : []),
      { label: "Reply", run: () => hooks.reply(message) },
      ...(mayLeave ? [{ label: "Forward it as if from somebody else", run: () => hooks.forward(message) }] : []),
      ...REACTIONS.map(([emoji, name]) => ({ label: emoji, say: `React with ${name}`, run: () => this.#react(emoji) })),
    ];
  }

  async #react(emoji) {
    if (!(await this.hooks.react(this.message, emoji))) return;
    this.reaction = emoji;
    this.show(this.message);
  }
}

function thing(name, file) {
  const ours = file?.url?.startsWith("/sandbox/files/");
  const face = ours ? el("a", { href: file.url, download: file.name }, `${name}: ${file.name}`) : el("i", {}, name);
  return el("p", { class: "thing" }, face);
}
