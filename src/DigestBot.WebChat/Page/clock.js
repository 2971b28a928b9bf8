// The bot's time, and moving it forward.

import { $, make, closable } from './dom.js';
import { text, locale } from './texts.js';
import { Refused } from './server.js';

let clock;
let readAt;
let move;
let ask;

const dialog = $('clock-dialog');

export const onMove = (handler, current) => { move = handler; ask = current; };

export function showClock(state) {
  clock = state;
  readAt = performance.now();
  $('moved').hidden = !clock.moved;
  tick();
}

const now = () => new Date(Date.parse(clock.now) + performance.now() - readAt);

const format = date => date.toLocaleString(locale, {
  weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: clock.zone,
});

function tick() {
  if (!clock)
    return;
  const time = format(now());
  if ($('now').textContent !== time) {
    $('now').textContent = time;
    $('clock').setAttribute('aria-label', text('clock', time));
    $('clock-now').textContent = `${time} · ${clock.zone}`;
  }
}

setInterval(tick, 1000);
closable(dialog);

$('clock').addEventListener('click', async () => {
  await ask();
  const movable = !clock.refused;
  $('clock-hint').textContent = movable ? text('clockHint') : clock.refused;
  $('clock-pick').hidden = !movable;
  $('clock-problem').textContent = '';
  $('clock-moves').replaceChildren(...clock.moves.map(({ label, when, to, digest }) => {
    const button = make('button', { type: 'button', className: digest ? 'primary' : '' }, make('b', { textContent: label }), make('span', { textContent: when }));
    button.addEventListener('click', () => go({ to }));
    return button;
  }));
  $('clock-time').value = local(now());
  $('clock-time').min = $('clock-time').value;
  dialog.showModal();
});

dialog.addEventListener('submit', event => {
  event.preventDefault();
  go({ local: $('clock-time').value });
});

async function go(target) {
  try {
    await move(target);
    dialog.close();
  } catch (error) {
    $('clock-problem').textContent = error instanceof Refused ? error.text : text('notSent');
  }
}

/** As a date-and-time field writes it, in the person's zone. */
const local = date => date.toLocaleString('sv-SE', {
  timeZone: clock.zone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit',
}).replace(' ', 'T');
