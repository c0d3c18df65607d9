/* Where a person types: the box, send, the bot's commands, things to attach, and edit or reply. */
import { button, div, el, spoken } from "./dom.js";
import { popup } from "./popup.js";

const THINGS = [
  ["voice", "Voice message"],
  ["sticker", "Sticker"],
  ["photo", "Photo"],
  ["document", "File"],
];

/** The row at the bottom of a phone. */
export class Composer {
  constructor(owner, hooks) {
    this.hooks = hooks;
    this.mode = null;
    this.commands = [];
    this.box = this.#makeBox(`Message from ${owner}`);
    this.modeText = el("span", { dir: "auto" });
    const cancel = button("Cancel", () => this.#leaveMode(), { class: "quiet" });
    this.modeBar = el("div", { class: "mode", hidden: true, role: "status" }, this.modeText, cancel);
    this.replies = el("div", { class: "replies", hidden: true, role: "group", "aria-label": "Answers the bot offers" });
    this.root = div("composer", this.modeBar, this.replies, this.#makeRow());
  }

  /** Takes the bot's commands and its reply keyboard, if any. */
  show(commands, replyKeyboard) {
    this.commands = commands ?? [];
    const rows = rowsOf(replyKeyboard);
    const print = JSON.stringify(rows);
    if (print === this.drawn) return;
    this.drawn = print;
    this.replies.hidden = rows.length === 0;
    const key = (text) => button(text, () => this.hooks.say(text), { class: "key", dir: "auto" });
    this.replies.replaceChildren(...rows.flat().map(key));
  }

  /** Begins to change an own message. */
  edit(message) {
    this.#enterMode({ kind: "edit", message }, `Editing: ${message.text}`, message.text);
  }

  /** Begins to answer one message. */
  reply(message) {
    this.#enterMode({ kind: "reply", message }, `Replying to: ${message.text.slice(0, 60)}`, this.box.value);
  }

  /** Empties everything for another person. */
  clear() {
    this.#leaveMode();
  }

  #makeBox(label) {
    const on = { input: () => this.#grow(), keydown: (event) => this.#key(event) };
    const looks = { class: "box", rows: "1", dir: "auto", maxlength: "4096", placeholder: "Message" };
    return el("textarea", { ...looks, "aria-label": label, on });
  }

  #makeRow() {
    const arrow = el("span", { "aria-hidden": "true" }, "➤");
    const send = el("button", { type: "submit", class: "send" }, arrow, spoken("Send"));
    const on = { submit: (event) => this.#submit(event) };
    return el("form", { class: "typing", on }, this.#menu(), this.#attach(), this.box, send);
  }

  #menu() {
    const act = ({ command, description }) => {
      const typed = `/${command}`;
      return { label: typed, hint: description, run: () => this.hooks.say(typed) };
    };
    const acts = () => this.commands.map(act);
    return popup({ label: "The bot's commands", face: "Menu", acts, className: "commands" });
  }

  #attach() {
    const things = THINGS.map(([kind, label]) => ({ label, run: () => this.hooks.send(kind) }));
    const forward = (text) => this.hooks.forward({ text });
    const throughBot = (text) => this.hooks.send("via_bot", text);
    const typed = [
      { label: "The typed words, as if forwarded", run: () => this.#typed(forward) },
      { label: "The typed words, through another bot", run: () => this.#typed(throughBot) },
    ];
    return popup({ label: "Attach", face: "+", acts: () => [...things, ...typed], className: "attach" });
  }

  async #typed(run) {
    const text = this.box.value.trim();
    if (!text) return this.hooks.tell("Type some words first.");
    if (await run(text)) this.#leaveMode();
    return undefined;
  }

  async #submit(event) {
    event?.preventDefault();
    const text = this.box.value.trim();
    if (!text) return;
    const { mode } = this;
    const written = this.box.value;
    this.#leaveMode();
    const { message, kind } = mode ?? {};
    const send = kind === "edit" ? this.hooks.change(message, text) : this.hooks.say(text, message?.message_id);
    if (!(await send) && !this.box.value) this.#fill(written);
  }

  #key(event) {
    if (event.key === "Escape" && this.mode) this.#leaveMode();
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    this.#submit();
  }

  #enterMode(mode, label, text) {
    this.mode = mode;
    this.modeText.textContent = label;
    this.modeBar.hidden = false;
    this.#fill(text);
    this.box.focus();
  }

  #leaveMode() {
    this.mode = null;
    this.modeBar.hidden = true;
    this.#fill("");
  }

  #fill(text) {
    this.box.value = text;
    this.#grow();
  }

  #grow() {
    this.box.style.height = "auto";
    this.box.style.height = `${Math.min(this.box.scrollHeight + 2, 120)}px`;
  }
}

function rowsOf(keyboard) {
  const rows = Array.isArray(keyboard) ? keyboard : keyboard?.keyboard ?? [];
  return rows.map((row) => [row].flat().map((key) => key.text ?? key));
}
