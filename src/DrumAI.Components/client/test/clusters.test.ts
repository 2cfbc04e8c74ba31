import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clusters } from '../src/map/clusters.ts';
import { PointGrid } from '../src/map/grid.ts';
import { noPoints } from '../src/map/points.ts';

const x = Float32Array.of(...Array(90).fill(-0.5), ...Array(60).fill(0.7), -1000, 0.1);
const y = Float32Array.of(...Array(90).fill(0.25), ...Array(60).fill(-0.7), -1000, 0.1);
const field = { x, y, grid: new PointGrid(x, y), points: { ...noPoints(), count: x.length, classes: Uint8Array.from(x, (_, i) => (i === 151 ? 1 : 0)) } };

test('a name stands in the densest place of its class, not between two; points without a place do not count', () => {
  const found = clusters(field, { left: -1, right: 1, bottom: -1, top: 1 });
  assert.deepEqual(found.map((c) => [c.class, c.count]), [[0, 150], [1, 1]]);
  assert.ok(Math.abs(found[0]!.x + 0.5) < 1e-6 && Math.abs(found[0]!.y - 0.25) < 1e-6);
});

test('a window names what it shows', () => {
  const found = clusters(field, { left: 0, right: 1, bottom: -1, top: 1 });
  assert.deepEqual(found.map((c) => [c.class, c.count]), [[0, 60], [1, 1]]);
  assert.ok(Math.abs(found[0]!.x - 0.7) < 1e-6);
});
