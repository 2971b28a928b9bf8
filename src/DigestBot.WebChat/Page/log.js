// The conversation: lines as the host renders them, in the order they were said.

import { $, fromHost, make } from './dom.js';
import { get } from './server.js';
import { locale } from './texts.js';

const log = $('log');
const scroll = $('scroll');
let shown = { zone: 'UTC' };

/** Where nobody reads further up, the newest line stays in view. */
const atEnd = () => scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < 120;
const toEnd = () => scroll.scrollTo({ top: scroll.scrollHeight });

export async function openLog(state, place) {
  shown = { person: state.person, place: place.id, zone: state.clock.zone };
  const opened = shown;
  // Read out only what comes later. What comes meanwhile finds its place among what is fetched.
  log.ariaLive = 'off';
  log.replaceChildren();
  delete log.dataset.place;
  const { lines, earlier } = await get('lines', { person: state.person, place: place.id });
  if (opened !== shown)
    return;
  lines.forEach(insert);
  log.dataset.place = place.id;
  $('earlier').hidden = !earlier;
  toEnd();
  requestAnimationFrame(() => { log.ariaLive = 'polite'; toEnd(); });
}

export function showLine(line, state) {
  shown.zone = state.clock.zone;
  const wasAtEnd = atEnd();
  const isNew = insert(line);
  // A long answer is read from its beginning.
  if (line.mine || (isNew && wasAtEnd))
    reveal($(`line-${line.id}`));
}

/** How many lines there are. */
export const count = () => log.querySelectorAll('[data-line]').length;

$('earlier').addEventListener('click', async () => {
  const before = log.querySelector('[data-line]').dataset.line;
  const { lines, earlier } = await get('lines', { person: shown.person, place: shown.place, before });
  const height = scroll.scrollHeight;
  lines.forEach(insert);
  $('earlier').hidden = !earlier;
  scroll.scrollTop += scroll.scrollHeight - height;
});

/** False where it took the place of one that was there. */
function insert(line) {
  const article = fromHost(line.html);
  const old = $(`line-${line.id}`);
  const time = article.querySelector('time');
  const said = new Date(time.dateTime);
  time.textContent = said.toLocaleTimeString(locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: shown.zone });
  article.dataset.day = said.toLocaleDateString(locale, { weekday: 'long', day: 'numeric', month: 'long', timeZone: shown.zone });
  if (old) {
    replace(old, article);
    return false;
  }
  const next = [...log.querySelectorAll('[data-line]')].findLast(other => Number(other.dataset.line) < line.id)?.nextElementSibling;
  const place = next === undefined ? log.firstElementChild : next;
  log.insertBefore(article, place);
  markDays();
  return true;
}

/** The same button, or what stands in its place, keeps the focus. */
function replace(old, article) {
  const buttons = [...old.querySelectorAll('button')];
  const focused = buttons.indexOf(document.activeElement);
  old.replaceWith(article);
  if (focused >= 0) {
    const now = [...article.querySelectorAll('button')];
    now[Math.min(focused, now.length - 1)]?.focus();
  }
}

function markDays() {
  let day = null;
  for (const element of [...log.children]) {
    if (element.className === 'day') {
      if (element.nextElementSibling?.dataset.day !== element.dataset.day || element.dataset.day === day)
        element.remove();
      continue;
    }
    if (element.dataset.day !== day && element.previousElementSibling?.className !== 'day')
      element.before(make('p', { className: 'day', 'data-day': element.dataset.day, textContent: element.dataset.day }));
    day = element.dataset.day;
  }
}

// What grows below the conversation must not cover its end.
let height = scroll.clientHeight;
new ResizeObserver(() => {
  const lost = height - scroll.clientHeight;
  height = scroll.clientHeight;
  if (lost > 0)
    scroll.scrollTop += lost;
}).observe(scroll);

/** A line at the top, together with what it answers. */
function reveal(article) {
  const asked = article.previousElementSibling;
  scroll.scrollTo({ top: (asked?.classList.contains('mine') ? asked : article).offsetTop - 16 });
}
