// The page's words, in the browser's language.

import { get } from './server.js';

const texts = await get('texts');

/** A text by name; {0} is filled with the value. */
export const text = (name, value) => value === undefined ? texts[name] : texts[name].replace('{0}', () => value);

/** How days and times are written; the bot writes 24 hours, day before month. */
export const locale = document.documentElement.lang === 'en' ? 'en-GB' : document.documentElement.lang;
