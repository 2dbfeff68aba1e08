// Keeps the page of a request true while it is under way. Without this script a reload does it.
(() => {
  const EVERY = 1000;
  const said = document.getElementById('announcement');

  const under = () => document.querySelector('[data-live][data-ended="false"]');

  // What somebody opened is no change.
  const plain = (part) => part.innerHTML.replaceAll(' open=""', '');

  // A region in which somebody is at work stays as it is.
  const swap = (fresh) => {
    for (const next of fresh.querySelectorAll('[data-live]')) {
      const now = document.getElementById(next.id);
      if (!now) {
        document.getElementById('desk').before(next.cloneNode(true));
      } else if (plain(now) !== plain(next) && !now.contains(document.activeElement)) {
        const open = [...now.querySelectorAll('details')].map((part) => part.open);
        const copy = next.cloneNode(true);
        copy.querySelectorAll('details').forEach((part, n) => { part.open = open[n] ?? false; });
        now.replaceWith(copy);
      }
    }
    // What can no longer be done is not offered, unless somebody is at it: the answer will say so.
    for (const now of document.querySelectorAll('[data-live]')) {
      if (!fresh.getElementById(now.id) && !now.contains(document.activeElement)) {
        now.remove();
      }
    }
  };

  const look = async () => {
    const before = under();
    if (!before || !said) {
      return;
    }
    try {
      const answer = await fetch(location.href, { headers: { Accept: 'text/html' } });
      if (answer.ok) {
        const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html');
        const state = fresh.getElementById('progress').dataset.say;
        const changed = state !== before.dataset.say;
        swap(fresh);
        if (changed) {
          said.textContent = 'Now: ' + state;
        }
      } else if (answer.status === 401) {
        location.reload();
        return;
      }
    } catch {
      // The service cannot be reached; the next look may.
    }
    setTimeout(look, EVERY);
  };

  setTimeout(look, EVERY);

  // A file is read here and sent as text: what is sent is what is seen.
  for (const file of document.querySelectorAll('input[type=file][data-into]')) {
    file.addEventListener('change', async () => {
      if (file.files[0]) {
        document.getElementById(file.dataset.into).value = await file.files[0].text();
      }
    });
  }
})();
