/* Hears of every change: server-sent events, and asking again every two seconds while they are away. */

const ASK_AGAIN_MS = 2000;
const REOPEN_MS = 10000;

/** Calls `changed(ids)` at each change (null: anything may have), and `status(live)` when hearing starts or stops. */
export function listen({ changed, status }) {
  let poll = null;
  let source = null;

  const startPolling = () => {
    status(false);
    poll ??= setInterval(() => changed(null), ASK_AGAIN_MS);
  };
  const heard = () => {
    clearInterval(poll);
    poll = null;
    status(true);
    changed(null);
  };
  const open = () => {
    source = new EventSource("/sandbox/events");
    source.onopen = heard;
    source.onmessage = (event) => changed(idsIn(event.data));
    source.onerror = () => {
      startPolling();
      if (source.readyState === EventSource.CLOSED) setTimeout(open, REOPEN_MS);
    };
  };
  open();
}

function idsIn(data) {
  try {
    return JSON.parse(data).changed ?? null;
  } catch {
    return null;
  }
}
