// Digest files: dropped anywhere on the page, or chosen.

import { $ } from './dom.js';
import { text } from './texts.js';

let inside = 0;

export function startFiles(send) {
  const take = async files => {
    if (files.length === 0)
      return;
    $('working').textContent = text('uploading', [...files].map(file => file.name).join(', '));
    await send([...files]);
    $('working').textContent = '';
  };
  const hasFiles = event => event.dataTransfer?.types.includes('Files');
  const leave = () => {
    inside = 0;
    $('drop').hidden = true;
  };

  $('attach').addEventListener('click', () => $('files').click());
  $('files').addEventListener('change', async () => {
    await take($('files').files);
    $('files').value = '';
  });
  document.addEventListener('dragenter', event => {
    if (hasFiles(event)) {
      inside++;
      $('drop').hidden = false;
    }
  });
  document.addEventListener('dragleave', event => {
    if (hasFiles(event) && --inside <= 0)
      leave();
  });
  document.addEventListener('dragover', event => {
    if (hasFiles(event))
      event.preventDefault();
  });
  document.addEventListener('drop', event => {
    if (!hasFiles(event))
      return;
    event.preventDefault();
    leave();
    take(event.dataTransfer.files);
  });
}
