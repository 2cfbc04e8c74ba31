import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clusters } from '../src/map/clusters.ts';
import { noPoints } from '../src/map/points.ts';

test('a name stands in the densest place of its class, not between two', () => {
  const x = Float32Array.of(...Array(90).fill(-0.5), ...Array(60).fill(0.7), -1000, 0.1);
  const y = Float32Array.of(...Array(90).fill(0.25), ...Array(60).fill(-0.7), -1000, 0.1);
  const points = { ...noPoints(), count: x.length, classes: Uint8Array.from(x, (_, i) => (i === 151 ? 1 : 0)) };
  const found = clusters(points, x, y, 3);
  assert.deepEqual(found.map((c) => [c.class, c.count]), [[0, 150], [1, 1]]);
  assert.ok(Math.abs(found[0]!.x + 0.5) < 1e-6 && Math.abs(found[0]!.y - 0.25) < 1e-6);
});
