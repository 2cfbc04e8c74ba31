/** A key press by name: modifiers in the order Ctrl, Alt, Shift, then the key as it is printed: "Ctrl+Z", "Shift+ArrowDown", "/", "?", "Space". */
export function chordOf(event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>): string {
  const key = event.key === ' ' ? 'Space' : event.key.length === 1 ? event.key.toUpperCase() : event.key;
  // What Shift makes of a key that is no letter is a sign of its own: "?" is "?" on every keyboard.
  const printed = event.key.length === 1 && event.key !== ' ' && event.key.toLowerCase() === event.key.toUpperCase();
  const parts = [];
  if (event.ctrlKey || event.metaKey) parts.push('Ctrl');
  if (event.altKey) parts.push('Alt');
  if (event.shiftKey && !printed) parts.push('Shift');
  return [...parts, key].join('+');
}
