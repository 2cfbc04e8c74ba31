import assert from 'node:assert/strict';
import { test } from 'node:test';
import { place, ticks, valueAt, type Axis } from '../src/map/axis.ts';

const linear: Axis = { title: 'Brightness', minimum: 20, maximum: 120, logarithmic: false, unit: '' };
const logarithmic: Axis = { title: 'Length', minimum: 0.01, maximum: 10, logarithmic: true, unit: 's' };

test('edges are edges and the middle is the middle', () => {
  assert.deepEqual([20, 70, 120].map((v) => place(linear, v)), [-1, 0, 1]);
  assert.ok(Math.abs(place(logarithmic, Math.sqrt(0.1))) < 1e-12);
});

test('a place and its value are each other’s inverse', () => {
  for (const axis of [linear, logarithmic]) for (const p of [-1, -0.3, 0.5, 1]) assert.ok(Math.abs(place(axis, valueAt(axis, p)) - p) < 1e-12);
});

test('a value that is not known has no place', () => {
  assert.ok(Number.isNaN(place(linear, NaN)));
  assert.ok(Number.isNaN(place(logarithmic, NaN)));
});

test('ticks are round numbers within the window', () => {
  assert.deepEqual(ticks(linear, -1, 1, 5), [20, 40, 60, 80, 100, 120]);
  assert.deepEqual(ticks(logarithmic, -1, 1, 5), [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10]);
  assert.deepEqual(ticks({ ...logarithmic, minimum: 0.001 }, -1, 1, 5), [0.001, 0.01, 0.1, 1, 10]);
});

test('a logarithmic axis that shows little has even ticks', () => {
  const found = ticks(logarithmic, 0.3, 0.4, 4);
  assert.ok(found.length >= 3 && found.every((v) => v >= valueAt(logarithmic, 0.3) && v <= valueAt(logarithmic, 0.4)), String(found));
});
