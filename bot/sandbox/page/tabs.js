/* The three tabs of a narrow screen; a wide one shows all parts at once. */
import { button, el, spoken } from "./dom.js";

const PARTS = [["client", "Client"], ["agency", "Agency"], ["clinician", "Clinician"]];

/** Switches between the parts and marks those with news. */
export class Tabs {
  constructor(place, shown) {
    this.shown = shown;
    this.wide = matchMedia("(min-width: 900px)");
    this.tabs = new Map(PARTS.map(([part, label]) => [part, this.#tab(part, label)]));
    place.append(...this.tabs.values());
    place.addEventListener("keydown", (event) => this.#arrows(event));
    this.open("client");
  }

  /** Shows one part. */
  open(part) {
    this.part = part;
    document.body.dataset.tab = part;
    for (const [name, tab] of this.tabs) {
      tab.setAttribute("aria-selected", String(name === part));
      tab.tabIndex = name === part ? 0 : -1;
    }
    this.#mark(part, false);
    this.shown(part);
  }

  /** Marks a part that is out of sight as having something new. */
  news(part) {
    if (!this.wide.matches && part !== this.part) this.#mark(part, true);
  }

  #tab(part, label) {
    const mark = el("span", { class: "tab-news", hidden: true }, spoken("(new)"));
    const named = { class: "tab", role: "tab", "aria-controls": part };
    return button(el("span", {}, label, " ", mark), () => this.open(part), named);
  }

  #mark(part, on) {
    this.tabs.get(part).querySelector(".tab-news").hidden = !on;
  }

  #arrows(event) {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!by) return;
    const names = [...this.tabs.keys()];
    const next = names[(names.indexOf(this.part) + by + names.length) % names.length];
    this.open(next);
    this.tabs.get(next).focus();
  }
}
