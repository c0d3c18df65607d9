/* One phone: header, chat, typing row, lock screen, and every act of the person who holds it. */
import { person } from "./api.js";
import { Composer } from "./composer.js";
import { button, el, oneAtATime } from "./dom.js";
import { Lock } from "./lock.js";
import { Log } from "./log.js";
import { Toasts } from "./toasts.js";
import { waitForAnswer } from "./taps.js";
import { directionOf } from "./words.js";

const STRANGER = "Somebody else";

/** A phone in somebody's hands. */
export class Phone {
  constructor(label, { news, lockable }) {
    this.news = news;
    this.toasts = new Toasts();
    this.log = new Log(`Chat on the ${label}'s phone`, this.#messageHooks());
    this.composer = new Composer(label, this.#typingHooks());
    this.lock = new Lock({ changed: (locked) => this.#covered(locked) });
    this.lockable = lockable;
    this.title = el("p", { class: "bot-name", dir: "auto" }, "Bot");
    this.head = el("div", { class: "phone-head" }, el("span", { class: "avatar", "aria-hidden": "true" }, "AF"), el("div", {}, this.title, el("p", { class: "bot-kind" }, "bot")));
    this.welcome = el("div", { class: "welcome", hidden: true });
    this.gate = el("div", { class: "gate", hidden: true });
    this.inside = el("div", { class: "phone-inside" }, this.head, this.welcome, this.log.root, this.gate, this.composer.root);
    this.root = el("div", { class: "phone" }, this.inside, this.lock.root, this.toasts.root);
    ["keydown", "pointerdown"].forEach((act) => this.inside.addEventListener(act, () => this.lock.touch()));
    this.refresh = oneAtATime(() => this.#load());
  }

  /** Puts the phone into this person's hands. */
  hold(userId, invitation) {
    this.invitation = invitation;
    if (userId === this.user) return;
    this.user = userId;
    this.person = person(userId);
    this.newest = undefined;
    this.log.clear();
    this.composer.clear();
    this.gate.hidden = true;
    this.toasts.clear();
    this.lock.take(userId);
  }

  /** Names the bot in the header and on the lock screen. */
  nameBot(name) {
    this.title.textContent = name;
    this.lock.botName = name;
  }

  async #load() {
    const { user } = this;
    if (!user) return;
    const chat = await this.person.chat();
    if (user !== this.user) return;
    this.owner = chat.user;
    this.inside.dir = directionOf(chat.user.language_code);
    this.log.show(chat.messages);
    this.composer.show(chat.commands, chat.reply_keyboard);
    this.#showGate(chat);
    if (this.lockable) this.lock.show(chat.lock_screen);
    this.#tellNews(chat.messages);
  }

  #tellNews(messages) {
    const newest = messages.filter((message) => message.from_bot).at(-1)?.message_id ?? 0;
    if (this.newest !== undefined && newest > this.newest) this.news();
    this.newest = newest;
  }

  #showGate({ user, messages, description }) {
    const face = user.blocked ? "blocked" : user.started || messages.length ? "open" : "new";
    this.composer.root.hidden = face !== "open";
    this.gate.hidden = face === "open";
    this.welcome.hidden = face !== "new";
    const print = JSON.stringify([face, this.invitation, description]);
    if (print === this.gatePrint) return;
    this.gatePrint = print;
    this.#drawGate(face, description);
  }

  #drawGate(face, description) {
    const code = this.invitation?.code;
    this.welcome.replaceChildren(
      ...(description ? [el("p", { class: "description", dir: "auto" }, description)] : []),
      el("p", {}, this.invitation ? "In the room: the clinician shows this link and says a code." : "This person has not opened the chat yet."),
      ...(code ? [el("p", {}, "The spoken code: ", el("strong", { dir: "ltr" }, code))] : []),
    );
    if (face === "blocked") this.gate.replaceChildren(el("p", {}, "This person blocked the bot."), button("Unblock", () => this.#act(() => this.person.unblock()), { class: "key" }));
    if (face === "new") this.gate.replaceChildren(button(this.invitation ? "Open the link: Start" : "Start", () => this.#act(() => this.person.start(this.invitation?.link_payload)), { class: "key strong" }));
  }

  #covered(locked) {
    const hadFocus = this.inside.contains(document.activeElement);
    const cameFromLock = this.lock.root.contains(document.activeElement) || document.activeElement === document.body;
    this.inside.inert = locked;
    this.root.classList.toggle("locked", locked);
    this.root.dispatchEvent(new CustomEvent("lock", { detail: locked }));
    if (locked && hadFocus) this.lock.opener.focus();
    if (!locked) this.log.toBottom();
    if (!locked && cameFromLock && this.user) this.log.root.focus({ preventScroll: true });
  }

  async #act(work) {
    const { user } = this;
    this.lock.touch();
    try {
      await work();
      if (user === this.user) await this.refresh();
      return true;
    } catch (problem) {
      this.toasts.say(problem.message);
      return false;
    } finally {
      this.lock.touch();
    }
  }

  #messageHooks() {
    return {
      press: (bubble, key) => this.#press(bubble, key),
      follow: (address) => this.#follow(address),
      edit: (message) => this.composer.edit(message),
      reply: (message) => this.composer.reply(message),
      forward: (message) => this.#act(() => this.person.forward(message.text, STRANGER)),
      react: (message, emoji) => this.#act(() => this.person.react(message.message_id, emoji)),
    };
  }

  #typingHooks() {
    return {
      say: (text, replyTo) => this.#act(() => this.person.text(text, replyTo)),
      change: (message, text) => this.#act(() => this.person.edit(message.message_id, text)),
      send: (kind, text) => this.#act(() => this.person.send(kind, text)),
      forward: ({ text }) => this.#act(() => this.person.forward(text, STRANGER)),
      tell: (sentence) => this.toasts.say(sentence),
    };
  }

  #press(bubble, key) {
    if (key.url) return this.#follow(key.url);
    if (key.copy_text) return this.#copy(key.copy_text.text ?? key.copy_text);
    return this.#tap(bubble, key);
  }

  async #tap(bubble, key) {
    const held = this.person;
    bubble.keyboard.wait(key, true);
    await this.#act(async () => {
      const tap = await held.tap(bubble.message.message_id, { data: key.callback_data });
      const answer = await waitForAnswer(() => held.tapAnswer(tap.callback_query_id));
      if (held === this.person) this.toasts.answer(answer);
    });
    bubble.keyboard.wait(key, false);
  }

  async #copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      this.toasts.say(`Copied: ${text}`);
    } catch {
      this.toasts.say(`A real phone would copy: ${text}`);
    }
  }

  #follow(address) {
    if (address.startsWith("/")) return this.#act(() => this.person.text(address));
    const start = /^(?:https?:\/\/t\.me\/\w+|tg:\/\/resolve)\?(?:.*&)?start=([\w-]+)/i.exec(address);
    if (start) return this.#act(() => this.person.start(start[1]));
    return this.toasts.say(`A real phone would open: ${address}`);
  }
}
