// The side: who one is, and the conversations with what is unread in them.

import { $, make, closable } from './dom.js';
import { text } from './texts.js';
import { Refused } from './server.js';

const another = '+';
let enter;
let open;
let create;

const readKey = (person, id) => `read ${person} ${id}`;
const isUnread = (state, place) => place.latest > Number(localStorage.getItem(readKey(state.person, place.id)) ?? 0);

export const onPerson = handler => { enter = handler; };
export const onPlace = handler => { open = handler; };
export const onNewChannel = handler => { create = handler; };

export const markRead = (person, place) => localStorage.setItem(readKey(person, place.id), place.latest);

export function markUnread(state, line) {
  const button = document.querySelector(`.places button[data-place="${CSS.escape(line.place)}"]`);
  const place = state.places.find(known => known.id === line.place);
  if (button && place)
    mark(button, isUnread(state, place));
}

export function showPlaces(state, current) {
  $('person').replaceChildren(
    ...state.people.map(name => make('option', { value: name, textContent: name, selected: name === state.person })),
    make('option', { value: another, textContent: text('addPerson') }));
  for (const [list, shared] of [[$('direct'), false], [$('shared'), true]])
    list.replaceChildren(...state.places.filter(place => place.shared === shared).map(place => make('li', {}, button(state, place, current))));
}

function button(state, place, current) {
  const made = make('button', { type: 'button', 'data-place': place.id }, make('span', { textContent: place.shared ? place.name : text('direct'), dir: 'auto' }));
  if (place === current)
    made.setAttribute('aria-current', 'page');
  made.addEventListener('click', () => open(place.id));
  mark(made, place !== current && isUnread(state, place));
  return made;
}

function mark(button, unread) {
  button.querySelector('.unread')?.remove();
  if (unread)
    button.append(make('span', { className: 'unread' }, make('span', { className: 'spoken', textContent: text('unread') })));
}

// On a phone the side is a drawer.
export function closeMenu() {
  document.body.classList.remove('menu');
  $('menu').ariaExpanded = 'false';
}

$('menu').addEventListener('click', () => {
  const opened = document.body.classList.toggle('menu');
  $('menu').ariaExpanded = `${opened}`;
  if (opened)
    $('person').focus();
});
document.addEventListener('keydown', event => {
  if (event.key === 'Escape' && document.body.classList.contains('menu')) {
    closeMenu();
    $('menu').focus();
  }
});
document.querySelector('main').addEventListener('click', event => {
  if (document.body.classList.contains('menu') && !event.target.closest('#menu'))
    closeMenu();
});

$('person').addEventListener('change', () => {
  if ($('person').value !== another)
    return enter($('person').value);
  const before = [...$('person').options].find(option => option.defaultSelected) ?? $('person').options[0];
  ask('newPerson', name => enter(name)).then(named => {
    if (!named)
      $('person').value = before.value;
  });
});
$('new-channel').addEventListener('click', () => ask('newChannel', name => create(name)));

closable($('name'));

/** Asks for a name until the host takes it; false where it was given up. */
function ask(what, act) {
  const dialog = $('name');
  $('name-title').textContent = text(what);
  $('name-hint').textContent = text(`${what}Hint`);
  $('name-label').textContent = text(`${what}Name`);
  $('name-problem').textContent = '';
  $('name-text').value = '';
  dialog.showModal();
  return new Promise(resolve => {
    let named = false;
    const submit = async event => {
      event.preventDefault();
      try {
        await act($('name-text').value);
        named = true;
        dialog.close();
      } catch (error) {
        $('name-problem').textContent = error instanceof Refused ? error.text : text('notSent');
      }
    };
    dialog.addEventListener('submit', submit);
    dialog.addEventListener('close', () => {
      dialog.removeEventListener('submit', submit);
      resolve(named);
    }, { once: true });
  });
}
