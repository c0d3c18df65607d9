/* Waits until the bot has answered a tap, as the spinner on a real button does. */

const PAUSES_MS = [60, 90, 140, 200, 300];
const PATIENCE_MS = 20000;

/** Asks `ask()` until the tap is answered, is too old, or 20 seconds have gone. */
export async function waitForAnswer(ask) {
  const end = performance.now() + PATIENCE_MS;
  for (let turn = 0; performance.now() < end; turn += 1) {
    const answer = await ask();
    if (answer.answered || answer.expired) return answer;
    await new Promise((resume) => setTimeout(resume, PAUSES_MS[Math.min(turn, PAUSES_MS.length - 1)]));
  }
  return { answered: false, expired: false, text: null, show_alert: false };
}
