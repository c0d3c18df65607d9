/* Builds the page: two phones, the desk between them, and the ear for changes. */
import { sandbox } from "./api.js";
import { Controls } from "./controls.js";
import { Desk } from "./desk.js";
import { oneAtATime } from "./dom.js";
import { Hint } from "./hint.js";
import { listen } from "./live.js";
import { forgetAll, recall, remember } from "./memory.js";
import { Side } from "./side.js";
import { Tabs } from "./tabs.js";
import { setClock, setZone } from "./time.js";

const part = (id) => document.getElementById(id);
const notice = part("notice");
const chosen = { client: recall("chosen.client"), clinician: recall("chosen.clinician") };

let noticeTimer = null;
function tell(text) {
  notice.textContent = text;
  clearTimeout(noticeTimer);
  noticeTimer = setTimeout(() => { notice.textContent = ""; }, 8000);
}

const sides = {
  client: side("client", "Client"),
  clinician: side("clinician", "Clinician"),
};
const desk = new Desk();
const controls = new Controls({ tell, newClient, startOver, changed: () => everything() });
part("agency").append(desk.root, controls.root);
const hint = new Hint(part("hint"));
const tabs = new Tabs(part("tabs"), (name) => sides[name]?.phone.log.toBottom());

function side(role, title) {
  return new Side(part(role), { role, title, tell, news: () => tabs.news(role), chosen: (id) => choose(role, id) });
}

function choose(role, id) {
  chosen[role] = id;
  remember(`chosen.${role}`, id);
  return everything();
}

function peopleOf(deskNow, users) {
  if (deskNow) return deskNow.people;
  const roleAt = (at) => (at === 0 ? "client" : "clinician");
  return users.map((user, at) => ({ user_id: user.id, name: user.first_name, role: roleAt(at) }));
}

function showSide(role, people, users) {
  const mine = people.filter((person) => (person.role === "client") === (role === "client"));
  const holder = mine.find((person) => person.user_id === chosen[role]) ?? mine[0];
  const invitation = role === "client" && holder ? recall(`invitation.${holder.user_id}`) : null;
  sides[role].show(mine, holder, invitation);
  const user = users.find((each) => each.id === holder?.user_id);
  if (user) sides[role].showLanguage(user.language_code ?? "");
  return { holder, user };
}

const survey = oneAtATime(async () => {
  const [state, deskNow] = await Promise.all([sandbox.state(), sandbox.desk()]);
  setClock(state.now, state.frozen);
  setZone(deskNow?.time_zone ?? "UTC");
  const people = peopleOf(deskNow, state.users);
  const client = showSide("client", people, state.users);
  const clinician = showSide("clinician", people, state.users);
  Object.values(sides).forEach(({ phone }) => phone.nameBot(state.bot.name ?? state.bot.username));
  desk.show(deskNow);
  controls.show({ client: client.user, faults: waiting(state.faults), hasDesk: Boolean(deskNow) });
  hint.show(client.holder, clinician.holder);
});

function waiting(faults) {
  return Array.isArray(faults) ? faults.length : Number(faults ?? 0);
}

async function everything() {
  try {
    await survey();
    await Promise.all(Object.values(sides).map(({ phone }) => phone.refresh()));
  } catch (problem) {
    tell(problem.message);
  }
}

async function newClient() {
  const made = await sandbox.newClient(sides.client.language.value);
  remember(`invitation.${made.user_id}`, { link_payload: made.link_payload, code: made.code });
  await choose("client", made.user_id);
  tabs.open("client");
}

async function startOver() {
  tell("Starting over…");
  await sandbox.startOver();
  const seenHint = recall("hint.closed", false);
  forgetAll();
  remember("hint.closed", seenHint);
  location.reload();
}

listen({ changed: () => everything(), status: (live) => controls.showLive(live) });
everything();
