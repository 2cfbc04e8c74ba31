// What the page does besides map, sound and keys: a few gestures that must not wait for the server.

let isStarted = false;

/** Clicks on whatever bears a sound's number play it at once; drags of it carry the file out. */
export function start() {
  document.querySelector('.studio-starting')?.remove();
  if (isStarted) return;
  isStarted = true;
  document.addEventListener('click', (event) => {
    const row = event.target.closest?.('[data-id]');
    if (!row || event.ctrlKey || event.metaKey || event.shiftKey || event.target.closest('button:not([data-id])')) return;
    // Engine and keyboard are those that the other scripts share, once they are there.
    if (row.classList.contains('sound-line')) globalThis.drumai?.keys?.setCurrent(Number(row.dataset.id));
    globalThis.drumai?.sound?.play(Number(row.dataset.id), { requestedMs: event.timeStamp });
  }, true);
  // What the pointer is on is loaded before it is clicked.
  document.addEventListener('pointerover', (event) => {
    const row = event.target.closest?.('[data-id]');
    if (row) globalThis.drumai?.sound?.preload([Number(row.dataset.id)]);
  }, { passive: true });
  document.addEventListener('dragstart', (event) => {
    const dragged = event.target.closest?.('[data-drag]');
    if (!dragged) return;
    const url = new URL(dragged.dataset.drag, document.baseURI).href;
    event.dataTransfer.effectAllowed = 'copy';
    event.dataTransfer.setData('DownloadURL', `application/octet-stream:${dragged.dataset.name}:${url}`);
    event.dataTransfer.setData('text/uri-list', url);
  });
}

/** Scrolls as little as is needed for a row to be seen. */
export function reveal(listId, top, height) {
  const list = document.getElementById(listId);
  if (!list) return;
  if (top < list.scrollTop) list.scrollTop = top;
  else if (top + height > list.scrollTop + list.clientHeight) list.scrollTop = top + height - list.clientHeight;
}

/** Answers whether the browser allowed it. */
export const copy = (text) => navigator.clipboard.writeText(text).then(() => true, () => false);

export function setTheme(isDark) {
  document.documentElement.dataset.theme = isDark ? 'dark' : 'light';
}

export function setSearch(text) {
  const field = document.getElementById('search');
  if (field) field.value = text;
}

export function leaveField() {
  document.activeElement?.blur();
}

/** How large the map is within what it shares with the list. */
export function measureStage() {
  const centre = document.querySelector('.workspace-centre');
  const all = centre.getBoundingClientRect();
  const map = centre.firstElementChild.getBoundingClientRect();
  const isBeside = getComputedStyle(centre).gridTemplateColumns.split(' ').length > 1;
  return { width: Math.round(map.width), height: Math.round(map.height), fullWidth: Math.round(all.width), fullHeight: Math.round(all.height), isBeside };
}
