/** Calls to the stand-in, and the stream of what changes. All paths are relative: the token is in the address. */

const SLOW_RETRY = 3000;

async function post(path, body = {}) {
  const answer = await fetch(path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`status ${answer.status}`);
  return answer.json();
}

/** Put a file in OneDrive; gives its id. */
export async function upload(person, file) {
  const path = `${chat(person, "upload")}?name=${encodeURIComponent(file.name)}`;
  const headers = { "Content-Type": "application/octet-stream" };
  const answer = await fetch(path, { method: "POST", headers, body: file });
  if (!answer.ok) throw new Error(`status ${answer.status}`);
  return answer.json();
}

const chat = (person, call) => `chat/${encodeURIComponent(person)}/${call}`;

export const people = async () => (await fetch("people")).json();
export const open = (person) => post(chat(person, "open"));
export const say = (person, text, files = [], picture = false) => post(chat(person, "say"), { text, files, picture });
export const consent = (person, message, accept) => post(chat(person, "consent"), { message, accept });
export const press = (person, message, action) => post(chat(person, "press"), { message, action, inputs: {} });
export const again = (person) => post(chat(person, "again"));
export const search = (person, text) => post(chat(person, "search"), { text });
export const fail = (on) => post("fault", { on });

/**
 * Follow one conversation. After a break the stream goes on where it was; `reset` is called when the
 * stand-in was started anew and the old messages no longer count. Returns a function that stops it.
 */
export function follow(person, { reset, message, typing, ready, state }) {
  let source;
  let timer;
  let run;
  let last = "";

  function connect() {
    source = new EventSource(chat(person, "stream") + (last ? `?last=${encodeURIComponent(last)}` : ""));
    source.addEventListener("hello", (event) => {
      const now = JSON.parse(event.data).run;
      if (run && run !== now) reset();
      run = now;
      state("open");
    });
    source.addEventListener("message", (event) => {
      last = event.lastEventId;
      message(JSON.parse(event.data));
    });
    source.addEventListener("typing", typing);
    source.addEventListener("ready", ready);
    source.onerror = async () => {
      if (source.readyState !== EventSource.CLOSED) return state("waiting");
      state(await refused() ? "refused" : "waiting");
      timer = setTimeout(connect, SLOW_RETRY);
    };
  }

  connect();
  return () => {
    clearTimeout(timer);
    source.close();
  };
}

async function refused() {
  try {
    return (await fetch("people")).status === 403;
  } catch {
    return false;
  }
}
