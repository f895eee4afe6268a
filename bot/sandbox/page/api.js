/** The sandbox's own API, same origin only. Failures are `ApiError` with the server's plain reason. */

export class ApiError extends Error {}

async function call(method, path, body) {
  let response;
  try {
    response = await fetch(`api/${path}`, {
      method,
      headers: body === undefined ? {} : { "Content-Type": "application/json" },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  } catch {
    throw new ApiError("offline");
  }
  const text = await response.text();
  let answer = null;
  try { answer = text ? JSON.parse(text) : null; } catch { /* an error page; the status says enough */ }
  if (!response.ok) throw new ApiError(answer?.description || answer?.error || answer?.detail || String(response.status));
  return answer;
}

export const users = () => call("GET", "users");
export const addUser = (first_name, language_code) => call("POST", "users", { first_name, language_code });
export const changeUser = (id, change) => call("PATCH", `users/${id}`, change);
/** Groups the bot was put into: [{id, title, left, messages}]. */
export const groups = () => call("GET", "groups");
export const towns = (query, limit = 12) => call("GET", `towns?q=${encodeURIComponent(query)}&limit=${limit}`);
export const fileUrl = (fileId) => `api/files/${encodeURIComponent(fileId)}`;

/** One person's acts: send, press, location, contact, photo, voice, sticker, document, edit, block, clear, start, group. */
export const act = (id, verb, body = {}) => call("POST", `users/${id}/${verb}`, body);

const EVENTS = ["snapshot", "message", "edit", "delete", "toast", "callback_done", "profile", "typing", "left"];

/**
 * A person's event stream that outlives drops and restarts. Each connection begins with `snapshot`.
 * A hidden tab lets its connection go: browsers allow six a host, so a few tabs would starve each other.
 * @returns {{close: Function, restart: Function}}
 */
export function openStream(id, handlers, onDrop) {
  let source = null;
  let timer = 0;
  let wait = 400;
  function connect() {
    clearTimeout(timer);
    source?.close();
    const own = (source = new EventSource(`api/users/${id}/events`));
    for (const name of EVENTS) {
      own.addEventListener(name, (event) => {
        if (own !== source) return;
        if (name === "snapshot") wait = 400;
        handlers[name]?.(JSON.parse(event.data || "{}"));
      });
    }
    own.onerror = () => {
      if (own !== source) return;
      own.close();
      onDrop();
      timer = setTimeout(connect, wait);
      wait = Math.min(wait * 2, 5000);
    };
  }
  function disconnect() {
    clearTimeout(timer);
    source?.close();
    source = null;
  }
  function onVisibility() {
    if (document.hidden) disconnect();
    else if (!source) connect();
  }
  document.addEventListener("visibilitychange", onVisibility);
  if (!document.hidden) connect();
  return {
    restart: connect,
    close() {
      document.removeEventListener("visibilitychange", onVisibility);
      disconnect();
    },
  };
}
