/* What this browser tab remembers: what was seen, and open invitations. */

const PREFIX = "askfirst.";

function attempt(work, otherwise) {
  try {
    return work() ?? otherwise;
  } catch {
    return otherwise;
  }
}

/** Reads a remembered value, or `otherwise`. */
export function recall(name, otherwise = null) {
  return attempt(() => JSON.parse(sessionStorage.getItem(PREFIX + name)), otherwise);
}

/** Remembers a value until the tab closes. */
export function remember(name, value) {
  attempt(() => sessionStorage.setItem(PREFIX + name, JSON.stringify(value)), null);
}

/** Forgets everything. */
export function forgetAll() {
  const ours = attempt(() => Object.keys(sessionStorage).filter((key) => key.startsWith(PREFIX)), []);
  ours.forEach((key) => sessionStorage.removeItem(key));
}
