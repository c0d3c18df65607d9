/* One side of the stage: whose phone it is, what its owner can set on it, and the phone. */
import { person } from "./api.js";
import { button, div, el } from "./dom.js";
import { Phone } from "./phone.js";
import { APP_LANGUAGES } from "./words.js";

/** A phone with its surroundings; `role` is "client" or "clinician". */
export class Side {
  constructor(place, { role, title, chosen, news, tell }) {
    this.place = place;
    this.title = title;
    this.tell = tell;
    this.isClient = role === "client";
    this.phone = new Phone(role, { news, lockable: this.isClient });
    this.name = el("span", { class: "side-name", dir: "auto" });
    this.picker = this.#select(`Whose phone (${role})`, () => chosen(Number(this.picker.value)));
    this.language = this.#select(`Language of the ${role}'s app`, () => this.#setLanguage());
    this.lock = button("Lock phone", () => this.#turnLock(), { class: "quiet", "aria-pressed": "false" });
    this.code = el("p", { class: "code", hidden: true });
    this.#build();
  }

  #select(label, change) {
    return el("select", { "aria-label": label, title: label, on: { change } });
  }

  #build() {
    const settings = [this.picker, this.language, this.isClient ? this.lock : null];
    const head = div("side-head", el("h2", {}, this.title, " ", this.name), ...settings);
    this.place.append(head, this.code, this.phone.root);
    this.phone.root.addEventListener("lock", ({ detail }) => {
      this.lock.setAttribute("aria-pressed", String(detail));
      this.lock.textContent = detail ? "Unlock phone" : "Lock phone";
    });
  }

  /** Shows this side's people and puts the phone into one person's hands. */
  show(people, chosen, invitation) {
    const option = ({ user_id: id, name }) => el("option", { value: id, selected: id === chosen?.user_id }, name);
    const print = JSON.stringify([people, chosen?.user_id]);
    if (print !== this.print) this.picker.replaceChildren(...people.map(option));
    this.print = print;
    this.picker.hidden = people.length < 2;
    this.name.textContent = people.length < 2 ? chosen?.name ?? "" : "";
    this.code.hidden = !invitation;
    this.code.textContent = invitation ? `The clinician says this code: ${invitation.code}` : "";
    if (chosen) this.phone.hold(chosen.user_id, invitation);
  }

  /** Shows the app language this side's person has now. */
  showLanguage(code) {
    if (document.activeElement === this.language && this.languageShown) return;
    if (code === this.languageShown) return;
    this.languageShown = code;
    const isListed = APP_LANGUAGES.some(([each]) => each === code);
    const offered = isListed ? APP_LANGUAGES : [[code, code || "not set"], ...APP_LANGUAGES];
    const option = ([each, name]) => el("option", { value: each, selected: each === code, lang: each }, name);
    this.language.replaceChildren(...offered.map(option));
  }

  #turnLock() {
    const { lock } = this.phone;
    lock.set(!lock.locked);
  }

  async #setLanguage() {
    try {
      const user = await person(this.phone.user).language(this.language.value);
      this.languageShown = user.language_code;
      await this.phone.refresh();
    } catch (problem) {
      this.tell(problem.message);
    }
  }
}
