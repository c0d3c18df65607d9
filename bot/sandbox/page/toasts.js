/* What a phone says over the chat: answers to taps, alerts, and what did not work. */
import { button, div, el } from "./dom.js";

const SHOWN_MS = 5000;

/** The place over one phone's screen. */
export class Toasts {
  constructor() {
    this.status = el("div", { class: "toast-place", role: "status", "aria-live": "polite" });
    this.alertText = el("p", { dir: "auto" });
    const ok = button("OK", () => this.dialog.close(), { class: "key" });
    this.dialog = el("dialog", { class: "alert", "aria-label": "The bot says" }, this.alertText, ok);
    this.root = div("toasts", this.status, this.dialog);
  }

  /** Shows a short line for five seconds. */
  say(text) {
    const line = el("p", { class: "toast", dir: "auto" }, text);
    this.status.replaceChildren(line);
    setTimeout(() => line.remove(), SHOWN_MS);
  }

  /** Takes every line away. */
  clear() {
    this.status.replaceChildren();
    this.dialog.close();
  }

  /** Shows the bot's answer to a tap. */
  answer({ answered, expired, text, show_alert: loud }) {
    if (!answered) this.say(expired ? "This tap was too old for the bot." : "The bot has not answered this tap yet.");
    else if (text && loud) this.#alert(text);
    else if (text) this.say(text);
  }

  #alert(text) {
    this.alertText.textContent = text;
    if (!this.dialog.open) this.dialog.showModal();
  }
}
