/* Three lines for a first visit, until they are closed. */
import { button, el } from "./dom.js";
import { recall, remember } from "./memory.js";

/** Shows who is who and what to do first. */
export class Hint {
  constructor(place) {
    this.place = place;
    this.lines = el("ol", {});
    const close = button("Got it", () => this.#close(), { class: "quiet" });
    place.append(el("div", { class: "hint", role: "region", "aria-label": "What to do first" }, this.lines, close));
    place.hidden = true;
  }

  /** Takes the people to name; shows nothing once closed in this tab. */
  show(client, clinician) {
    if (recall("hint.closed", false)) return;
    this.place.hidden = false;
    const lines = [
      `Client: ${client?.name ?? "first phone"} · Clinician: ${clinician?.name ?? "other phone"}`,
      "Tap the message on the client's phone, then Open. Answer as you like: tap, or type.",
      "Then see what the clinician is told, and what may go out.",
    ];
    const print = lines.join("\n");
    if (print === this.print) return;
    this.print = print;
    this.lines.replaceChildren(...lines.map((line) => el("li", { dir: "auto" }, line)));
  }

  #close() {
    remember("hint.closed", true);
    this.place.hidden = true;
  }
}
