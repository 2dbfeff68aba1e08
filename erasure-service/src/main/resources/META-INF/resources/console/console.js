// Keeps the page of a request true while it is under way. Without this script a reload does it.
(() => {
  const EVERY = 1000;
  const said = document.getElementById('announcement');

  const under = () => document.querySelector('[data-live][data-ended="false"]');

  // A region in which somebody is at work stays as it is.
  const swap = (fresh) => {
    for (const next of fresh.querySelectorAll('[data-live]')) {
      const now = document.getElementById(next.id);
      if (!now) {
        document.getElementById('timeline').before(next.cloneNode(true));
      } else if (now.innerHTML !== next.innerHTML && !now.contains(document.activeElement)) {
        now.replaceWith(next.cloneNode(true));
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
})();
