/* The strip between the phones: every request, whether it may go out, and the outbox. */
import { div, el, paragraph, span } from "./dom.js";
import { clockTime, dayAndTime } from "./time.js";
import { plain, releaseWords, stateWords } from "./words.js";

const MOST_ROWS = 60;
const TIMES = [
  ["Next reminder", "next_reminder_at"],
  ["Closes unanswered", "lapses_at"],
  ["Ends", "expires_at"],
];

/** The agency's side as cards and rows. */
export class Desk {
  constructor() {
    this.requests = el("div", { class: "requests" });
    this.outbox = el("ol", { class: "outbox-list", tabindex: "0", "aria-label": "Outbox, newest first" });
    this.spoken = el("p", { class: "spoken", role: "status", "aria-live": "polite" });
    this.states = new Map();
    const requests = panel("Requests", "requests-panel", this.requests);
    requests.tabIndex = 0;
    this.root = div("desk", requests, panel("Outbox", "outbox-panel", this.outbox), this.spoken);
  }

  /** Shows the desk as it is now; null where the sandbox runs without one. */
  show(desk) {
    const print = JSON.stringify(desk);
    if (print === this.print) return;
    this.print = print;
    if (!desk) return this.#showNone();
    this.#tellChanges(desk.requests);
    const cards = desk.requests.map(requestCard);
    this.requests.replaceChildren(...(cards.length ? cards : [quiet("No request yet. The clinician can type /new.")]));
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
    const lines = told.map(({ code, state }) => `${code}: ${stateWords(state)}.`);
    if (lines.length) this.spoken.textContent = lines.join(" ");
  }
}

function panel(name, className, content) {
  return el("section", { class: `panel ${className}`, "aria-label": name }, el("h2", {}, name), content);
}

function quiet(text) {
  return paragraph("quiet-words", text);
}

function requestCard(request) {
  const { code, client, state, granted, release } = request;
  const name = el("h3", {}, el("bdi", {}, code), " · ", el("bdi", {}, client));
  const top = div("request-top", name, el("p", { class: "state", data: { state } }, stateWords(state)));
  const out = fact("What may go out", list(granted, "Nothing"));
  const facts = el("dl", { class: "facts" }, ...out, ...fact("May I release?", verdict(release)), ...times(request));
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
  const looks = { class: "verdict", data: { result: release?.result ?? "none" } };
  const answer = el("p", looks, el("span", { "aria-hidden": "true" }, sign), words);
  const reasons = release?.reasons?.length ? list(release.reasons.map(plainReason)) : null;
  return el("div", {}, answer, reasons);
}

function plainReason(reason) {
  return /^[a-z_]+(:|$)/.test(reason) ? plain(reason) : reason;
}

function times(request) {
  const known = TIMES.filter(([, column]) => request[column]);
  return known.flatMap(([name, column]) => fact(name, moment(request[column], dayAndTime)));
}

function moment(when, written) {
  return el("time", { datetime: when }, when ? written(when) : "–");
}

function rowsOf(outbox) {
  const newestFirst = [...outbox].sort((a, b) => ageOf(b) - ageOf(a) || b.id - a.id);
  const rows = newestFirst.slice(0, MOST_ROWS).map(outboxRow);
  const hidden = newestFirst.length - rows.length;
  if (hidden > 0) rows.push(el("li", { class: "quiet-words" }, `${hidden} older not shown`));
  return rows.length ? rows : [el("li", { class: "quiet-words" }, "Nothing sent yet.")];
}

/** A row without a time has not happened yet, so it is the newest. */
function ageOf({ at }) {
  return at ? Date.parse(at) : Number.MAX_SAFE_INTEGER;
}

function outboxRow({ kind, to, state, reason, at }) {
  const result = reason ? `${plain(state)}: ${plainReason(reason)}` : plain(state);
  const line = [span("row-kind", plain(kind)), span("row-to", "to ", el("bdi", {}, String(to)))];
  const end = el("span", { class: "row-state", data: { state } }, result);
  return el("li", { class: "outbox-row" }, moment(at, clockTime), ...line, end);
}
