/** Puts the card beside a point and within the map; without a point it is hidden. */
export function placeCard(card: HTMLElement, root: HTMLElement, point: { x: number; y: number } | undefined): void {
  card.hidden = point === undefined;
  if (!point) return;
  const gap = 18;
  const [width, height] = [card.offsetWidth, card.offsetHeight];
  const x = point.x + gap + width > root.clientWidth ? point.x - gap - width : point.x + gap;
  const y = Math.max(8, Math.min(root.clientHeight - height - 8, point.y - height / 2));
  card.style.transform = `translate(${Math.round(Math.max(8, x))}px, ${Math.round(y)}px)`;
}
