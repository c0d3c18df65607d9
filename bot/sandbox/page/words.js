/* Turns the desk's codes into plain words for a person who tries the demo. */

const STATES = {
  draft: "Being written",
  in_review: "Waiting for the agency",
  asked: "Asked, no answer yet",
  granted: "Yes",
  partly_granted: "Yes, to a part",
  denied: "No",
  lapsed: "Closed without an answer",
  withdrawn: "Taken back by the agency",
  revoked: "Stopped by the client",
  expired: "Time is over",
  used_up: "Used once, finished",
  invalidated: "No longer valid",
};

const RELEASES = {
  allow: ["✓", "Yes"],
  allow_redacted: ["◐", "Yes, but only a part"],
  block: ["✕", "No"],
  consult: ["?", "Ask the agency first"],
  hold: ["‖", "Wait"],
};

/** The code with its underscores gone. */
export function plain(code) {
  const text = String(code ?? "").replaceAll("_", " ").trim();
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** A request's state in plain words. */
export function stateWords(code) {
  return STATES[code] ?? plain(code);
}

/** The gate's answer: a sign and words; an answer nobody knows is a no. */
export function releaseWords(code) {
  const key = String(code ?? "").replaceAll(" ", "_");
  return RELEASES[key] ?? ["✕", `No (${plain(code) || "no answer"})`];
}

/** Languages a phone's app can be set to, in their own script. */
export const APP_LANGUAGES = [
  ["en", "English"],
  ["es", "Español"],
  ["ar", "العربية"],
  ["fr", "Français"],
  ["zh-hans", "中文"],
  ["vi", "Tiếng Việt"],
  ["ht", "Kreyòl ayisyen"],
  ["pt-br", "Português"],
  ["ru", "Русский"],
  ["so", "Soomaali"],
  ["am", "አማርኛ"],
  ["fa", "فارسی"],
];

const RIGHT_TO_LEFT = new Set(["ar", "fa", "he", "iw", "ur", "ps", "ckb", "yi"]);

/** The direction of an app in this language. */
export function directionOf(code) {
  return RIGHT_TO_LEFT.has(String(code ?? "").toLowerCase().split("-")[0]) ? "rtl" : "ltr";
}
