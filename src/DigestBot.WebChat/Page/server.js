// What the page asks the host for, and what the host sends by itself.

const ours = { 'X-DigestBot-Page': '1' };

/** Thrown where the host answers with a reason; `text` is for people. */
export class Refused extends Error {
  constructor(text) {
    super(text);
    this.text = text;
  }
}

/** Thrown where the host answers without one. */
export class NotDone extends Error {
  constructor(status) {
    super(`${status}`);
    this.status = status;
  }
}

export const get = async (path, query) => answer(await fetch(`/chat/${path}?${new URLSearchParams(query)}`));

export const post = async (path, body) => answer(await fetch(`/chat/${path}`, {
  method: 'POST',
  headers: body instanceof FormData ? ours : { ...ours, 'Content-Type': 'application/json' },
  body: body instanceof FormData ? body : JSON.stringify(body),
}));

/** The same for every try of one message, so that it is done once. */
export const newEvent = () => `page-${crypto.randomUUID()}`;

/** Lines after a revision, then what is written from now on; a stream that broke goes on where it was. */
export function listen(person, after, told) {
  let events;
  let again;
  const open = () => {
    events = new EventSource(`/chat/events?${new URLSearchParams({ person, after })}`);
    events.addEventListener('open', () => told.state(true));
    events.addEventListener('line', event => {
      after = event.lastEventId;
      told.line(JSON.parse(event.data));
    });
    events.addEventListener('clock', told.clock);
    events.onerror = () => {
      told.state(false);
      // The browser tries again by itself, unless the host answered with an error.
      if (events.readyState === EventSource.CLOSED)
        again = setTimeout(open, 1000);
    };
  };
  open();
  return () => {
    clearTimeout(again);
    events.close();
  };
}

async function answer(response) {
  const type = response.headers.get('Content-Type') ?? '';
  if (response.ok)
    return response.status === 204 ? null : type.startsWith('application/json') ? response.json() : response.text();
  const reason = type.startsWith('application/json') ? (await response.json()).text : null;
  throw reason ? new Refused(reason) : new NotDone(response.status);
}
