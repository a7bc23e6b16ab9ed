// The line to the server: opens the event stream, notices when it falls silent, and opens it again. The server begins every
// stream with the whole board, so nothing has to be remembered across a break.

const SILENCE = 40_000;
const RETRY = 3_000;

/** Calls `on.board`, `on.goal`, `on.status` with what arrives, and `on.line(open)` when the line opens or breaks. */
export function follow(address, on) {
  let source;
  let watchdog;

  function alive() {
    clearTimeout(watchdog);
    watchdog = setTimeout(reopen, SILENCE);
  }

  function reopen() {
    source.close();
    on.line(false);
    clearTimeout(watchdog);
    watchdog = setTimeout(open, RETRY);
  }

  function open() {
    source = new EventSource(address);
    for (const kind of ['board', 'goal', 'status']) {
      source.addEventListener(kind, (event) => {
        alive();
        on.line(true);
        on[kind](JSON.parse(event.data));
      });
    }
    // The browser's own attempts would give up on a refusal; ours do not.
    source.addEventListener('error', reopen);
    alive();
  }

  open();
}
