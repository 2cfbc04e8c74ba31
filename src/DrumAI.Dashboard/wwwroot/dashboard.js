// What the pages do without the server: language and theme, which lie in cookies, and telling the server that somebody is there.

const year = 31536000;
const secure = location.protocol === 'https:' ? '; Secure' : '';
const remember = (name, value) => { document.cookie = `${name}=${value}; Path=/; Max-Age=${year}; SameSite=Lax${secure}`; };

let told = Date.now();
let isWatching = false;

export function setTheme(theme) {
  remember('drumai-theme', theme);
  document.documentElement.dataset.theme = theme;
}

/** At most once a minute, and only where a person moves: a page that lies open keeps no session alive. */
export function watch() {
  document.querySelector('.page-starting')?.remove();
  if (isWatching) return;
  isWatching = true;
  for (const kind of ['pointerdown', 'keydown', 'wheel']) document.addEventListener(kind, tell, { capture: true, passive: true });
}

function tell() {
  if (Date.now() - told < 60_000) return;
  told = Date.now();
  fetch('/dashboard/session', { credentials: 'same-origin' }).then((answer) => {
    if (answer.status === 401) location.reload();
  }, () => {});
}

export function showDialog(id, isShown) {
  const dialog = document.getElementById(id);
  if (!dialog) return;
  if (isShown && !dialog.open) dialog.showModal();
  else if (!isShown && dialog.open) dialog.close();
}

// Buttons of pages that have no connection of their own.
document.addEventListener('click', (event) => {
  const button = event.target.closest?.('[data-set-language], [data-set-theme]');
  if (!button) return;
  if (button.dataset.setLanguage) remember('drumai-language', button.dataset.setLanguage);
  else remember('drumai-theme', button.dataset.setTheme);
  location.reload();
});
