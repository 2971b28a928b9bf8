// Forms instead of typing: rendered by the host, sent back as names and values.

import { $, fromHost, make, closable } from './dom.js';
import { text } from './texts.js';
import { get } from './server.js';

const dialog = $('form');
closable(dialog);

/** False where there is no form for the command: it is sent instead. */
export async function openForm(state, place, command, fillIn) {
  const html = await get('form', { person: state.person, place: place.id, command });
  if (html === null)
    return false;
  const form = fromHost(html);
  dialog.setAttribute('aria-labelledby', 'form-title');
  dialog.replaceChildren(form);
  form.querySelectorAll('.categories').forEach(startCategories);
  form.addEventListener('submit', async event => {
    event.preventDefault();
    const values = {};
    for (const [name, value] of new FormData(form))
      (values[name] ??= []).push(value);
    if (await fillIn({ form: form.dataset.formId, values }))
      dialog.close();
  });
  dialog.showModal();
  return true;
}

/** Several of many: looked for while typing, chosen ones stand before the box. */
function startCategories(field) {
  const box = field.querySelector('input');
  const list = field.querySelector('[role=listbox]');
  const chosen = field.querySelector('.chosen');
  let active = -1;
  let asked = 0;

  const names = () => [...chosen.querySelectorAll('input')].map(input => input.value);
  const add = name => {
    if (!names().includes(name)) {
      const remove = make('button', { type: 'button', textContent: '×', ariaLabel: text('remove', name) });
      const item = make('li', {}, make('span', { textContent: name }), make('input', { type: 'hidden', name: chosen.dataset.name, value: name }), remove);
      remove.addEventListener('click', () => { item.remove(); box.focus(); });
      chosen.append(item);
    }
    box.value = '';
    hide();
  };
  const hide = () => {
    list.hidden = true;
    box.ariaExpanded = 'false';
    box.removeAttribute('aria-activedescendant');
    active = -1;
  };
  const look = async () => {
    const turn = ++asked;
    const found = (await get('categories', { typed: box.value })).filter(choice => !names().includes(choice.value)).slice(0, 30);
    if (turn !== asked || document.activeElement !== box)
      return;
    list.replaceChildren(...found.map((choice, i) => {
      const option = make('li', { id: `${list.id}-${i}`, role: 'option', textContent: choice.label, 'data-value': choice.value });
      option.addEventListener('mousedown', event => { event.preventDefault(); add(choice.value); });
      return option;
    }));
    active = -1;
    list.hidden = found.length === 0;
    box.ariaExpanded = `${!list.hidden}`;
  };

  const before = [...chosen.children].map(item => item.textContent);
  chosen.replaceChildren();
  before.forEach(add);
  box.addEventListener('input', look);
  box.addEventListener('click', look);
  box.addEventListener('blur', hide);
  box.addEventListener('keydown', event => {
    if (event.isComposing)
      return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (list.hidden)
        return look();
      active = Math.max(0, Math.min(list.children.length - 1, active + (event.key === 'ArrowDown' ? 1 : -1)));
      [...list.children].forEach((option, i) => option.setAttribute('aria-selected', `${i === active}`));
      const option = list.children[active];
      option?.scrollIntoView({ block: 'nearest' });
      if (option)
        box.setAttribute('aria-activedescendant', option.id);
    } else if (event.key === 'Enter' && (active >= 0 || box.value)) {
      event.preventDefault();
      if (list.children[Math.max(active, 0)] && !list.hidden)
        add(list.children[Math.max(active, 0)].dataset.value);
    } else if (event.key === 'Escape' && !list.hidden) {
      event.preventDefault();
      event.stopPropagation();
      hide();
    } else if (event.key === 'Backspace' && box.value === '') {
      chosen.lastElementChild?.remove();
    }
  });
}
