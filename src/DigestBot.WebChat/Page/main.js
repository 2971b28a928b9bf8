// The page: who is here, what is open, and what is done with it.

import { $ } from './dom.js';
import { text } from './texts.js';
import { get, post, listen, newEvent, Refused } from './server.js';
import { openLog, showLine } from './log.js';
import { showPlaces, markUnread, markRead, onPerson, onPlace, onNewChannel, closeMenu } from './places.js';
import { startComposer, focusComposer, forgetSaid, showTries } from './composer.js';
import { showClock, onMove } from './clock.js';
import { openForm } from './forms.js';
import { startFiles } from './files.js';
import { showFormats } from './formats.js';

let state;
let place;
let hangUp = () => {};

const remembered = {
  get person() { return localStorage.getItem('person') ?? 'me'; },
  set person(name) { localStorage.setItem('person', name); },
  get place() { return localStorage.getItem(`place ${state.person}`); },
  set place(id) { localStorage.setItem(`place ${state.person}`, id); },
};

async function enter(person) {
  const entered = await post('enter', { person, language: navigator.language, zone: Intl.DateTimeFormat().resolvedOptions().timeZone });
  hangUp();
  state = entered;
  remembered.person = state.person;
  hangUp = listen(state.person, state.revision, { line: arrive, clock: () => done(refresh), state: online => trouble(online ? null : text('offline')) });
  const last = state.places.find(known => known.id === remembered.place) ?? state.places[0];
  await open(last.id);
}

async function open(id) {
  place = state.places.find(known => known.id === id);
  await refresh();
  remembered.place = place.id;
  markRead(state.person, place);
  closeMenu();
  $('place').textContent = place.shared ? place.name : text('bot');
  $('about').textContent = place.shared ? text('shared') : text('tagline');
  document.title = place.shared ? `${place.name} · ${text('bot')}` : text('bot');
  $('text').placeholder = text('message', place.shared ? place.name : text('bot'));
  $('text').setAttribute('aria-label', $('text').placeholder);
  await openLog(state, place);
  showTries(state, say, move);
  focusComposer();
}

function show() {
  showPlaces(state, place);
  showClock(state.clock);
}

/** What others or the clock changed around the conversation. */
async function refresh() {
  try {
    const { places } = state;
    state = await get('state', { person: state.person, place: place.id });
    // A line may have come live since.
    for (const known of state.places)
      known.latest = Math.max(known.latest, places.find(before => before.id === known.id)?.latest ?? 0);
  } catch (error) {
    if (error.status !== 404)
      throw error;
    // The bot was told to forget this person: only its farewell is left.
    forgetSaid(state.person);
    return openLog(state, place);
  }
  place = state.places.find(known => known.id === place.id) ?? state.places[0];
  show();
  showTries(state, say, move);
}

function arrive(line) {
  const known = state.places.find(one => one.id === line.place);
  if (!known)
    return done(refresh).then(() => markUnread(state, line));
  if (!line.mine)
    known.latest = Math.max(known.latest, line.id);
  if (known === place) {
    showLine(line, state);
    markRead(state.person, place);
    if (!line.mine)
      done(refresh);
  } else if (!line.mine) {
    markUnread(state, line);
  }
}

/** True when the host has it. */
async function done(request) {
  try {
    await request();
    trouble(null);
    return true;
  } catch (error) {
    trouble(error instanceof Refused ? error.text : text('notSent'));
    return false;
  }
}

const to = message => ({ event: newEvent(), person: state.person, place: place.id, message });

const say = (words, message = null) => {
  const saying = { ...to(message), text: words };
  return done(() => post('say', saying));
};

async function press(button) {
  const message = button.closest('[data-line]')?.dataset.line ?? null;
  button.ariaDisabled = 'true';
  if (!('form' in button.dataset) || !await openForm(state, place, button.dataset.command, values => done(() => post('form', { ...to(message), ...values }))))
    await say(button.dataset.command, message);
  button.ariaDisabled = null;
}

async function move(target) {
  await post('clock', { person: state.person, ...target });
  await refresh();
}

function trouble(words) {
  $('trouble').hidden = !words;
  $('trouble').textContent = words ?? '';
}

$('log').addEventListener('click', event => {
  const button = event.target.closest('button');
  if (button?.classList.contains('formats'))
    done(() => showFormats(button, state.person));
  else if (button?.dataset.command && button.ariaDisabled !== 'true')
    press(button);
});

onPerson(enter);
onPlace(open);
onNewChannel(async name => {
  const before = new Set(state.places.map(known => known.id));
  state = await post('channels', { person: state.person, name });
  await open(state.places.find(known => !before.has(known.id))?.id ?? `#${name.trim().replace(/^#/, '').toLowerCase()}`);
});
onMove(move, () => done(refresh));
startComposer(say, () => state);
startFiles(files => done(async () => {
  const most = state.mostFileBytes;
  const tooBig = files.find(file => file.size > most);
  if (tooBig)
    throw new Refused(text('tooBig', tooBig.name));
  // One report for all, where they fit into one request.
  const all = files.reduce((sum, file) => sum + file.size, 0) <= most ? [files] : files.map(file => [file]);
  for (const some of all) {
    const body = new FormData();
    for (const [name, value] of Object.entries({ event: newEvent(), person: state.person, place: place.id }))
      body.append(name, value);
    some.forEach(file => body.append('files', file, file.name));
    await post('files', body);
  }
}));

if (!await done(() => enter(remembered.person)))
  await done(() => enter('me'));
document.body.dataset.ready = '';
