/* What stands in place of the typing row: Start for a new chat, Unblock for a blocked bot. */
import { button, el, paragraph } from "./dom.js";

const STRANGER = "This person has not opened the chat yet.";
// The page's own remarks stay English, also on a phone that runs right to left.
const OURS = { lang: "en", dir: "ltr" };
const INVITED = "In the room: the clinician shows this link and says a code.";

/** Shows the way in; `acts` are `{start, unblock}`. */
export class Gate {
  constructor(acts) {
    this.acts = acts;
    this.welcome = el("div", { class: "welcome", hidden: true });
    this.root = el("div", { class: "gate", hidden: true });
  }

  /** Closes it for another person's phone. */
  clear() {
    this.root.hidden = true;
    this.welcome.hidden = true;
  }

  /** Shows what this chat needs and answers "open", "new" or "blocked". */
  show({ user, messages, description }, invitation) {
    const face = user.blocked ? "blocked" : user.started || messages.length ? "open" : "new";
    this.root.hidden = face === "open";
    this.welcome.hidden = face !== "new";
    const print = JSON.stringify([face, invitation, description]);
    if (print !== this.print) this.#draw(face, invitation, description);
    this.print = print;
    return face;
  }

  #draw(face, invitation, description) {
    const { start, unblock } = this.acts;
    const code = invitation ? [el("p", OURS, "The spoken code: ", el("strong", {}, invitation.code))] : [];
    const about = description ? [el("p", { class: "description", dir: "auto" }, description)] : [];
    this.welcome.replaceChildren(...about, el("p", OURS, invitation ? INVITED : STRANGER), ...code);
    const way = invitation ? "Open the link: Start" : "Start";
    if (face === "new") this.root.replaceChildren(button(way, start, { class: "key strong" }));
    const again = [paragraph("", "This person blocked the bot."), button("Unblock", unblock, { class: "key" })];
    if (face === "blocked") this.root.replaceChildren(...again);
  }
}
