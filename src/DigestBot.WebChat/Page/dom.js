// Small words for the document.

export const $ = id => document.getElementById(id);

/** An element with properties and children; text is never markup. */
export function make(name, properties = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key in element)
      element[key] = value;
    else
      element.setAttribute(key, value);
  }
  element.append(...children);
  return element;
}

/** Markup the host rendered and escaped. */
export function fromHost(html) {
  const template = document.createElement('template');
  template.innerHTML = html;
  return template.content.firstElementChild;
}

/** Dialogs close by Esc, by their own button, and by a click beside them. */
export function closable(dialog) {
  dialog.addEventListener('click', event => {
    if (event.target === dialog || event.target.closest('[data-close]'))
      dialog.close();
  });
}
