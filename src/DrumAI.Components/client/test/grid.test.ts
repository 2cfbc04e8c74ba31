import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PointGrid } from '../src/map/grid.ts';

function random(seed: number): () => number {
  return () => ((seed = (seed * 1103515245 + 12345) & 0x7fffffff) / 0x7fffffff);
}

function cloud(count: number, seed = 1) {
  const next = random(seed);
  return { x: Float32Array.from({ length: count }, () => next() * 2 - 1), y: Float32Array.from({ length: count }, () => next() * 2 - 1) };
}

test('a rectangle holds exactly the points that lie in it', () => {
  const { x, y } = cloud(5000);
  const found: number[] = [];
  new PointGrid(x, y).within(-0.31, -0.2, 0.07, 0.55, (i) => void found.push(i));
  const expected = [...x.keys()].filter((i) => x[i]! >= -0.31 && x[i]! <= 0.07 && y[i]! >= -0.2 && y[i]! <= 0.55);
  assert.deepEqual(found.sort((a, b) => a - b), expected);
});

test('points outside the square are found all the same', () => {
  const grid = new PointGrid(Float32Array.of(0, 1.3, -5), Float32Array.of(0, 1.2, 0));
  const found: number[] = [];
  grid.within(1, 1, 2, 2, (i) => void found.push(i));
  assert.deepEqual(found, [1]);
});

test('the nearest are those of a full search, in order', () => {
  const { x, y } = cloud(3000, 7);
  const grid = new PointGrid(x, y);
  const next = random(99);
  for (let n = 0; n < 50; n++) {
    const [px, py] = [next() * 2 - 1, next() * 2 - 1];
    const expected = [...x.keys()].filter((i) => i % 3 > 0).map((i) => ({ i, d: (x[i]! - px) ** 2 + (y[i]! - py) ** 2 })).filter((p) => p.d <= 0.04).sort((a, b) => a.d - b.d).slice(0, 8).map((p) => p.i);
    assert.deepEqual(grid.nearest(px, py, 8, 0.2, (i) => i % 3 > 0), expected);
  }
});

test('an arrow goes to the next point that way, not to a nearer one aside', () => {
  //             0      right   up-near    far right
  const x = Float32Array.of(0, 0.2, 0.01, 0.9);
  const y = Float32Array.of(0, 0.02, 0.05, 0);
  const grid = new PointGrid(x, y);
  assert.equal(grid.towards(0, 1, 0, () => true), 1);
  assert.equal(grid.towards(0, 0, 1, () => true), 2);
  assert.equal(grid.towards(0, 1, 0, (i) => i !== 1), 3);
  assert.equal(grid.towards(0, -1, 0, () => true), undefined);
});

test('arrows reach what a full search would choose', () => {
  const { x, y } = cloud(2000, 3);
  const grid = new PointGrid(x, y);
  for (let from = 0; from < 200; from++) {
    let [best, bestCost] = [undefined as number | undefined, Infinity];
    for (let i = 0; i < x.length; i++) {
      const [along, aside] = [x[i]! - x[from]!, Math.abs(y[i]! - y[from]!)];
      if (i === from || along <= 0 || aside > along * 1.7320508) continue;
      const cost = Math.hypot(along, aside) * (1 + 2 * (aside / along) ** 2);
      if (cost < bestCost) [best, bestCost] = [i, cost];
    }
    assert.equal(grid.towards(from, 1, 0, () => true), best);
  }
});

test('no points, no answer', () => assert.deepEqual(new PointGrid(new Float32Array(0), new Float32Array(0)).nearest(0, 0, 3, 1, () => true), []));
