import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chordOf } from '../src/keys/chord.ts';

const press = (key: string, held: Partial<Record<'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey', boolean>> = {}) =>
  chordOf({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...held });

test('keys have the names that are printed on them', () => {
  assert.deepEqual([press('h'), press(' '), press('ArrowDown'), press('1'), press('/')], ['H', 'Space', 'ArrowDown', '1', '/']);
});

test('modifiers come in one order', () => assert.equal(press('Z', { shiftKey: true, ctrlKey: true, altKey: true }), 'Ctrl+Alt+Shift+Z'));
test('Command is Ctrl', () => assert.equal(press('z', { metaKey: true }), 'Ctrl+Z'));
test('a sign that needs Shift on some keyboards is the same on all', () => assert.deepEqual([press('?', { shiftKey: true }), press('?')], ['?', '?']));
test('Shift with an arrow is not the arrow', () => assert.equal(press('ArrowDown', { shiftKey: true }), 'Shift+ArrowDown'));
