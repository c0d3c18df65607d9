/* One phone: header, chat, typing row, lock screen, and every act of the person who holds it. */
import { person } from "./api.js";
import { Composer } from "./composer.js";
import { div, el, oneAtATime, paragraph } from "./dom.js";
import { Gate } from "./gate.js";
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
    this.gate = new Gate({
      unblock: () => this.#act(() => this.person.unblock()),
      start: () => this.#act(() => this.person.start(this.invitation?.link_payload)),
    });
    const parts = [this.gate.welcome, this.log.root, this.gate.root, this.composer.root];
    this.inside = div("phone-inside", this.#head(), ...parts);
    this.root = div("phone", this.inside, this.lock.root, this.toasts.root);
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
    this.gate.clear();
    this.toasts.clear();
    this.lock.take(userId);
  }

  /** Names the bot in the header and on the lock screen. */
  nameBot(name) {
    this.title.textContent = name;
    this.lock.botName = name;
  }

  #head() {
    const avatar = el("span", { class: "avatar", "aria-hidden": "true" }, "AF");
    return div("phone-head", avatar, div("", this.title, paragraph("bot-kind", "bot")));
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
    this.composer.root.hidden = this.gate.show(chat, this.invitation) !== "open";
    if (this.lockable) this.lock.show(chat.lock_screen);
    this.#tellNews(chat.messages);
  }

  #tellNews(messages) {
    const newest = messages.filter((message) => message.from_bot).at(-1)?.message_id ?? 0;
    if (this.newest !== undefined && newest > this.newest) this.news();
    this.newest = newest;
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
