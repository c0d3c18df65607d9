/* The strip between the phones: every request, whether it may go out, and the outbox. */
import { el } from "./dom.js";
import { clockTime, dayAndTime } from "./time.js";
import { plain, releaseWords, stateWords } from "./words.js";

const MOST_ROWS = 60;

/** The agency's side as cards and rows. */
export class Desk {
  constructor() {
    this.requests = el("div", { class: "requests" });
    this.outbox = el("ol", { class: "outbox-list", tabindex: "0", "aria-label": "Outbox, newest first" });
    this.spoken = el("p", { class: "spoken", role: "status", "aria-live": "polite" });
    this.states = new Map();
    const requests = el("section", { class: "panel requests-panel", "aria-label": "Requests", tabindex: "0" }, el("h2", {}, "Requests"), this.requests);
    const outbox = el("section", { class: "panel outbox-panel", "aria-label": "Outbox" }, el("h2", {}, "Outbox"), this.outbox);
    this.root = el("div", { class: "desk" }, requests, outbox, this.spoken);
  }

  /** Shows the desk as it is now; null where the sandbox runs without one. */
  show(desk) {
    const print = JSON.stringify(desk);
    if (print === this.print) return;
    this.print = print;
    if (!desk) return this.#showNone();
    this.#tellChanges(desk.requests);
    this.requests.replaceChildren(...(desk.requests.length ? desk.requests.map(requestCard) : [quiet("No request yet. The clinician can type /new.")]));
    this.outbox.replaceChildren(...rowsOf(desk.outbox));
    return undefined;
  }

  #showNone() {
    this.requests.replaceChildren(quiet("This sandbox runs without a desk. The phones work."));
    this.outbox.replaceChildren();
  }

  #tellChanges(requests) {
    const told = requests.filter(({ code, state }) => this.states.has(code) && this.states.get(code) !== state);
    this.states = new Map(requests.map(({ code, state }) => [code, state]));
    if (told.length) this.spoken.textContent = told.map(({ code, state }) => `${code}: ${stateWords(state)}.`).join(" ");
  }
}

function quiet(text) {
  return el("p", { class: "quiet-words" }, text);
}

function requestCard(request) {
  const { code, client, state, granted, release } = request;
  const top = el("div", { class: "request-top" }, el("h3", {}, el("bdi", {}, code), " · ", el("bdi", {}, client)), el("p", { class: "state", data: { state } }, stateWords(state)));
  const facts = el("dl", { class: "facts" }, ...fact("What may go out", list(granted, "Nothing")), ...fact("May I release?", verdict(release)), ...times(request));
  return el("article", { class: "request", "aria-label": `Request ${code}` }, top, facts);
}

function fact(name, ...value) {
  return [el("dt", {}, name), el("dd", {}, ...value)];
}

function list(lines, otherwise) {
  if (!lines?.length) return otherwise;
  return el("ul", {}, ...lines.map((line) => el("li", { dir: "auto" }, line)));
}

function verdict(release) {
  const [sign, words] = releaseWords(release?.result);
  const answer = el("p", { class: "verdict", data: { result: release?.result ?? "none" } }, el("span", { "aria-hidden": "true" }, sign), words);
  const reasons = release?.reasons?.length ? list(release.reasons.map(plainReason)) : null;
  return el("div", {}, answer, reasons);
}

function plainReason(reason) {
  return /^[a-z_]+(:|$)/.test(reason) ? plain(reason) : reason;
}

function times(request) {
  const named = [["Next reminder", request.next_reminder_at], ["Closes unanswered", request.lapses_at], ["Ends", request.expires_at]];
  return named.filter(([, when]) => when).flatMap(([name, when]) => fact(name, el("time", { datetime: when }, dayAndTime(when))));
}

function rowsOf(outbox) {
  const newestFirst = [...outbox].sort((a, b) => Date.parse(b.at) - Date.parse(a.at) || b.id - a.id);
  const rows = newestFirst.slice(0, MOST_ROWS).map(outboxRow);
  const hidden = newestFirst.length - rows.length;
  if (hidden > 0) rows.push(el("li", { class: "quiet-words" }, `${hidden} older not shown`));
  return rows.length ? rows : [el("li", { class: "quiet-words" }, "Nothing sent yet.")];
}

function outboxRow({ kind, to, state, reason, at }) {
  const result = reason ? `${plain(state)}: ${plainReason(reason)}` : plain(state);
  const line = [el("span", { class: "row-kind" }, plain(kind)), el("span", { class: "row-to" }, "to ", el("bdi", {}, String(to)))];
  return el("li", { class: "outbox-row" }, el("time", { datetime: at }, clockTime(at)), ...line, el("span", { class: "row-state", data: { state } }, result));
}
