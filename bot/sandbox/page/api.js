/* Speaks with the sandbox's control side; see docs/sandbox.md. */

/** The sandbox said no, or did not answer; `message` is its sentence. */
export class SandboxError extends Error {
  constructor(message, status) {
    super(message);
    this.status = status;
  }
}

async function call(method, path, body) {
  const options = { method, headers: { Accept: "application/json" } };
  if (body !== undefined) {
    options.headers["Content-Type"] = "application/json";
    options.body = JSON.stringify(body);
  }
  let answer;
  try {
    answer = await fetch(`/sandbox/${path}`, options);
  } catch {
    throw new SandboxError("The sandbox does not answer. Is the demo still running?", 0);
  }
  const facts = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new SandboxError(facts.error || `The sandbox answered ${answer.status}.`, answer.status);
  return facts;
}

const get = (path) => call("GET", path);
const post = (path, body = {}) => call("POST", path, body);

/** Reads the desk, or null where the sandbox has none. */
async function desk() {
  try {
    return await get("desk");
  } catch (problem) {
    if (problem.status === 404) return null;
    throw problem;
  }
}

/** One person's acts, by user id. */
export function person(id) {
  const act = (name, body) => post(`users/${id}/${name}`, body);
  return {
    chat: () => get(`users/${id}/chat`),
    start: (payload) => act("start", payload ? { payload } : {}),
    text: (text, replyTo) => act("text", replyTo ? { text, reply_to: replyTo } : { text }),
    tap: (messageId, place) => act("tap", { message_id: messageId, ...place }),
    tapAnswer: (callbackId) => get(`users/${id}/taps/${encodeURIComponent(callbackId)}`),
    edit: (messageId, text) => act("edit", { message_id: messageId, text }),
    forward: (text, fromName) => act("forward", { text, from_name: fromName }),
    send: (kind, text) => act("send", text ? { kind, text } : { kind }),
    react: (messageId, emoji) => act("react", { message_id: messageId, emoji }),
    block: () => act("block"),
    unblock: () => act("unblock"),
    language: (code) => act("language", { language_code: code }),
  };
}

export const sandbox = {
  state: () => get("state"),
  desk,
  newClient: (language) => post("desk/new-client", { language }),
  startOver: () => post("desk/reset"),
  moveClock: (move) => post("clock", move),
  faults: () => get("faults"),
  addFault: (fault) => post("faults", fault),
  clearFaults: () => call("DELETE", "faults"),
};
