import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ByteCache } from '../src/sound/cache.ts';

test('what was used last stays, what was not used goes first', () => {
  const cache = new ByteCache<string>(10);
  cache.set(1, 'one', 4);
  cache.set(2, 'two', 4);
  assert.equal(cache.get(1), 'one');
  cache.set(3, 'three', 4);
  assert.deepEqual([cache.has(1), cache.has(2), cache.has(3), cache.bytes], [true, false, true, 8]);
});

test('what is larger than all of it is not kept and drives nothing out', () => {
  const cache = new ByteCache<string>(10);
  cache.set(1, 'one', 4);
  cache.set(2, 'huge', 11);
  assert.deepEqual([cache.has(1), cache.has(2), cache.bytes], [true, false, 4]);
});

test('a value set anew counts once', () => {
  const cache = new ByteCache<string>(10);
  cache.set(1, 'one', 4);
  cache.set(1, 'uno', 6);
  assert.deepEqual([cache.get(1), cache.size, cache.bytes], ['uno', 1, 6]);
});

test('less room drives out the oldest', () => {
  const cache = new ByteCache<string>(10);
  cache.set(1, 'one', 5);
  cache.set(2, 'two', 5);
  cache.resize(7);
  assert.deepEqual([cache.has(1), cache.has(2), cache.bytes], [false, true, 5]);
});
