/* One side of the stage: whose phone it is, what its owner can set on it, and the phone. */
import { person } from "./api.js";
import { button, el } from "./dom.js";
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
    this.picker = el("select", { "aria-label": `Whose phone (${role})`, on: { change: () => chosen(Number(this.picker.value)) } });
    this.language = el("select", { class: "app-language", title: "Language of the app", "aria-label": `Language of the ${role}'s app`, on: { change: () => this.#setLanguage() } });
    this.lock = button("Lock phone", () => this.phone.lock.set(!this.phone.lock.locked), { class: "quiet", "aria-pressed": "false" });
    this.code = el("p", { class: "code", hidden: true });
    this.#build();
  }

  #build() {
    const head = el("div", { class: "side-head" }, el("h2", {}, this.title, " ", this.name), this.picker, this.language, this.isClient ? this.lock : null);
    this.place.append(head, this.code, this.phone.root);
    this.phone.root.addEventListener("lock", ({ detail }) => {
      this.lock.setAttribute("aria-pressed", String(detail));
      this.lock.textContent = detail ? "Unlock phone" : "Lock phone";
    });
  }

  /** Shows this side's people and puts the phone into one person's hands. */
  show(people, chosen, invitation) {
    const options = people.map(({ user_id: id, name }) => el("option", { value: id, selected: id === chosen?.user_id }, name));
    const print = JSON.stringify([people, chosen?.user_id]);
    if (print !== this.print) this.picker.replaceChildren(...options);
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
    const known = APP_LANGUAGES.some(([each]) => each === code) ? APP_LANGUAGES : [[code, code || "not set"], ...APP_LANGUAGES];
    this.language.replaceChildren(...known.map(([each, name]) => el("option", { value: each, selected: each === code, lang: each }, name)));
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
