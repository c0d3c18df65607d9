/* Reads and writes times in the agency's zone (UTC until the desk names one). */

let zone = "UTC";
let shown = { now: Date.now(), at: performance.now(), frozen: true };

/** Takes the desk's zone, if the browser knows it. */
export function setZone(name) {
  try {
    new Intl.DateTimeFormat("en-GB", { timeZone: name });
    zone = name;
  } catch {
    zone = "UTC";
  }
}

/** The zone's name, for showing beside a time. */
export function zoneName() {
  return zone;
}

/** Takes the sandbox's clock. */
export function setClock(iso, frozen) {
  shown = { now: Date.parse(iso), at: performance.now(), frozen };
}

/** The sandbox's time now, in milliseconds. */
export function now() {
  return shown.frozen ? shown.now : shown.now + performance.now() - shown.at;
}

function written(when, options) {
  if (Number.isNaN(when.getTime())) return "–";
  return new Intl.DateTimeFormat("en-GB", { timeZone: zone, ...options }).format(when);
}

/** "14:05". */
export function clockTime(when) {
  return written(new Date(when), { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
}

/** "Monday 5 January". */
export function longDay(when) {
  return written(new Date(when), { weekday: "long", day: "numeric", month: "long" });
}

/** "2027-01-05", for telling days apart. */
export function dayKey(when) {
  const parts = partsOf(when);
  return `${parts.year}-${parts.month}-${parts.day}`;
}

/** "Mon 5 Jan 2027, 14:05". */
export function dayAndTime(when) {
  const day = written(new Date(when), { weekday: "short", day: "numeric", month: "short", year: "numeric" });
  return `${day}, ${clockTime(when)}`;
}

/** "Today", "Yesterday" or the day in words. */
export function dayLabel(when) {
  if (dayKey(when) === dayKey(now())) return "Today";
  if (dayKey(when) === dayKey(now() - 86400000)) return "Yesterday";
  return longDay(when);
}

/** The next 09:00 in the zone after the sandbox's time, as ISO 8601 in UTC. */
export function nextMorning() {
  const today = partsOf(now());
  for (const days of [0, 1]) {
    const wall = Date.UTC(today.year, today.month - 1, Number(today.day) + days, 9);
    const moment = wall - offset(wall - offset(wall));
    if (moment > now()) return new Date(moment).toISOString();
  }
  return new Date(now() + 86400000).toISOString();
}

function partsOf(when) {
  const day = { year: "numeric", month: "2-digit", day: "2-digit" };
  const time = { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" };
  const format = new Intl.DateTimeFormat("en-GB", { timeZone: zone, ...day, ...time });
  return Object.fromEntries(format.formatToParts(new Date(when)).map((part) => [part.type, part.value]));
}

function offset(when) {
  const p = partsOf(when);
  return Date.UTC(p.year, p.month - 1, p.day, p.hour, p.minute, p.second) - Math.floor(when / 1000) * 1000;
}
