// A message as others are sent it: for people who build on it.

import { make } from './dom.js';
import { get } from './server.js';

export async function showFormats(button, person) {
  const article = button.closest('[data-line]');
  const shown = article.querySelector('.code');
  button.ariaExpanded = `${!shown}`;
  if (shown)
    return shown.remove();
  const formats = await get('formats', { person, line: article.dataset.line });
  const code = make('pre', { tabIndex: 0 });
  const tabs = formats.map(format => {
    const tab = make('button', { type: 'button', textContent: format.name });
    tab.addEventListener('click', event => { event.stopPropagation(); show(format); });
    return tab;
  });
  const show = format => {
    code.textContent = format.text;
    code.setAttribute('aria-label', format.name);
    tabs.forEach((tab, i) => { tab.ariaPressed = `${formats[i] === format}`; });
  };
  show(formats[0]);
  article.querySelector('header').after(make('div', { className: 'code' }, make('div', { className: 'tabs' }, ...tabs), code));
}
