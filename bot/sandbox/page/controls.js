/* The tester's hand: the clock, what goes wrong, new people, and starting over. */
import { person, sandbox } from "./api.js";
import { button, div, el, span } from "./dom.js";
import { clockTime, longDay, nextMorning, now, zoneName } from "./time.js";

const FAILURE = { method: "sendMessage", kind: "error", status: 500, times: 1 };
const STEPS = [
  ["+1 hour", () => ({ advance: 3600 })],
  ["Next morning", () => ({ to: nextMorning() })],
  ["+2 days", () => ({ advance: 172800 })],
];

/** Clock, switches and buttons; `hooks` are `{tell, newClient, startedOver, changed}`. */
export class Controls {
  constructor(hooks) {
    this.hooks = hooks;
    this.time = el("output", { class: "clock", "aria-label": "The sandbox's clock" });
    this.live = el("span", { class: "live", role: "status" });
    this.block = this.#switch("Client blocks the bot", () => this.#toggleBlock());
    this.fault = this.#switch("Sending fails once", () => this.#toggleFault());
    this.dialog = this.#confirmBox();
    const rows = [this.#clockRow(), div("switches", this.block, this.fault), this.#peopleRow(), this.dialog];
    this.root = el("section", { class: "panel controls", "aria-label": "Clock and switches" }, ...rows);
    setInterval(() => this.#drawClock(), 1000);
  }

  /** Shows the clock, the client's block and the waiting failures. */
  show({ client, faults, hasDesk }) {
    this.client = client;
    this.#set(this.block, Boolean(client?.blocked));
    this.block.disabled = !client;
    this.#set(this.fault, faults > 0);
    this.fresh.hidden = !hasDesk;
    this.over.hidden = !hasDesk;
    this.#drawClock();
  }

  /** Says whether changes are heard as they happen. */
  showLive(live) {
    this.live.textContent = live ? "" : "Connection lost. Asking again every two seconds.";
  }

  #clockRow() {
    const move = ([label, step]) => button(label, () => this.#do(() => sandbox.moveClock(step())));
    return div("clock-row", el("h2", {}, "Clock"), this.time, div("row", ...STEPS.map(move)), this.live);
  }

  #peopleRow() {
    this.fresh = button("New client", () => this.#do(() => this.hooks.newClient()));
    this.over = button("Start over", () => this.dialog.showModal());
    const paper = { class: "button", href: "/sandbox/transcript?format=text", download: "askfirst-transcript.txt" };
    return div("row", this.fresh, this.over, el("a", paper, "Transcript"));
  }

  #confirmBox() {
    const yes = () => {
      this.dialog.close();
      this.#do(() => this.hooks.startOver());
    };
    const no = () => this.dialog.close();
    const words = el("p", {}, "Everything said and stored in this demo is thrown away.");
    const row = div("row", button("Start over now", yes), button("Go on as it is", no));
    return el("dialog", { class: "alert", "aria-label": "Start over" }, words, row);
  }

  #switch(label, run) {
    const track = el("span", { class: "track", "aria-hidden": "true" }, span("thumb"));
    const node = button(track, () => this.#do(run), { class: "switch", role: "switch", "aria-checked": "false" });
    node.append(el("span", {}, label));
    return node;
  }

  #set(node, on) {
    node.setAttribute("aria-checked", String(on));
  }

  #toggleBlock() {
    const { client } = this;
    return client.blocked ? person(client.id).unblock() : person(client.id).block();
  }

  #toggleFault() {
    return this.fault.getAttribute("aria-checked") === "true" ? sandbox.clearFaults() : sandbox.addFault(FAILURE);
  }

  async #do(work) {
    try {
      await work();
    } catch (problem) {
      this.hooks.tell(problem.message);
    }
    this.hooks.changed();
  }

  #drawClock() {
    const text = `${longDay(now())}, ${clockTime(now())} ${zoneName()}`;
    if (this.time.textContent !== text) this.time.textContent = text;
  }
}
