// The message box: Enter sends, arrow up brings back what was said, verbs are offered while one types.

import { $, make } from './dom.js';
import { text } from './texts.js';
import { count } from './log.js';

const box = $('text');
const list = $('suggestions');
const most = 50;
const few = 5;
let getState;
let said = [];
let back = 0;
let active = -1;

export const focusComposer = () => {
  // On a phone this would open the keyboard over what is to be read.
  if (matchMedia('(pointer: fine)').matches)
    box.focus();
};

export function startComposer(say, state) {
  getState = state;
  $('composer').addEventListener('submit', async event => {
    event.preventDefault();
    const words = box.value.trim();
    if (!words)
      return;
    remember(words);
    write('');
    if (!await say(words) && box.value === '')
      write(words);
  });
  box.addEventListener('input', () => { fit(); suggest(); });
  box.addEventListener('keydown', key);
  box.addEventListener('blur', () => setTimeout(hide, 150));
}

/** What one may do first, until one has found the way: say something, then see the first digest come. */
export function showTries(state, say, move) {
  const row = $('try');
  const digest = state.clock.moved ? undefined : state.clock.moves.find(move => move.digest);
  const tries = digest ? [[`${digest.label}: ${digest.when}`, () => move({ to: digest.to })]]
    : count() > few || state.clock.moved ? []
    : [text('tryFind'), text('trySubscribe'), text('tryHelp')].map(words => [words, () => say(words)]);
  row.hidden = tries.length === 0;
  row.replaceChildren(row.firstElementChild, ...tries.map(([words, act]) => {
    const button = make('button', { type: 'button', textContent: words });
    button.addEventListener('click', () => { act(); focusComposer(); });
    return button;
  }));
}

function key(event) {
  // While Chinese is composed, Enter and arrows belong to the input method.
  if (event.isComposing)
    return;
  const open = !list.hidden;
  switch (event.key) {
    case 'Enter':
      if (event.shiftKey)
        return;
      event.preventDefault();
      if (open && active >= 0)
        take(list.children[active]);
      else
        $('composer').requestSubmit();
      break;
    case 'Escape':
      if (open) {
        event.stopPropagation();
        hide();
      }
      break;
    case 'ArrowDown':
    case 'ArrowUp':
      if (open && (active >= 0 || event.key === 'ArrowDown'))
        choose(active + (event.key === 'ArrowDown' ? 1 : -1));
      else if (!box.value.includes('\n') && (back > 0 || (event.key === 'ArrowUp' && box.value === '')))
        recall(event.key === 'ArrowUp' ? 1 : -1);
      else
        return;
      event.preventDefault();
      break;
  }
}

const historyKey = () => `said ${getState().person}`;

export const forgetSaid = person => localStorage.removeItem(`said ${person}`);

function remember(words) {
  said = [words, ...JSON.parse(localStorage.getItem(historyKey()) ?? '[]').filter(other => other !== words)].slice(0, most);
  localStorage.setItem(historyKey(), JSON.stringify(said));
  back = 0;
}

function recall(step) {
  if (back === 0)
    said = JSON.parse(localStorage.getItem(historyKey()) ?? '[]');
  back = Math.max(0, Math.min(said.length, back + step));
  write(back === 0 ? '' : said[back - 1], back);
}

function write(words, at = 0) {
  box.value = words;
  back = at;
  fit();
  hide();
}

function fit() {
  box.style.height = 'auto';
  box.style.height = `${box.scrollHeight}px`;
}

function suggest() {
  back = 0;
  const typed = box.value.toLowerCase();
  const found = typed && !/\s/.test(typed) ? getState().verbs.filter(({ verb }) => verb.startsWith(typed) && verb !== typed) : [];
  active = -1;
  box.removeAttribute('aria-activedescendant');
  list.hidden = found.length === 0;
  list.replaceChildren(...found.map(({ verb, line }, i) => {
    const option = make('li', { id: `suggestion-${i}`, role: 'option', 'data-verb': verb }, make('b', { textContent: verb }), make('span', { textContent: line }));
    option.addEventListener('mousedown', event => { event.preventDefault(); take(option); });
    return option;
  }));
}

function choose(index) {
  const options = [...list.children];
  active = Math.max(-1, Math.min(options.length - 1, index));
  options.forEach((option, i) => option.setAttribute('aria-selected', `${i === active}`));
  if (active < 0)
    return box.removeAttribute('aria-activedescendant');
  box.setAttribute('aria-activedescendant', options[active].id);
  options[active].scrollIntoView({ block: 'nearest' });
}

function take(option) {
  write(`${option.dataset.verb} `);
  box.focus();
}

function hide() {
  list.hidden = true;
  active = -1;
  box.removeAttribute('aria-activedescendant');
}
