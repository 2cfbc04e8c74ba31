import type { MapPoints } from './points.ts';

/** Where a class's name belongs: the middle of its densest place. */
export interface Cluster {
  class: number;
  x: number;
  y: number;
  count: number;
}

const side = 24;

/** One cluster a class, the largest class first. Places are in [-1, 1]; points without one are left out. */
export function clusters(points: MapPoints, x: Float32Array, y: Float32Array, classCount: number): Cluster[] {
  const counts = new Uint32Array(classCount * side * side);
  const cell = (v: number) => Math.max(0, Math.min(side - 1, Math.floor(((v + 1) / 2) * side)));
  for (let i = 0; i < points.count; i++) {
    const c = points.classes[i]!;
    if (c < classCount && x[i]! >= -1) counts[(c * side + cell(y[i]!)) * side + cell(x[i]!)]!++;
  }
  const found: Cluster[] = [];
  for (let c = 0; c < classCount; c++) {
    let [best, bestCount, total] = [0, 0, 0];
    for (let at = 0; at < side * side; at++) {
      const n = counts[c * side * side + at]!;
      total += n;
      if (n > bestCount) [best, bestCount] = [at, n];
    }
    if (total > 0) found.push({ class: c, x: best % side, y: Math.floor(best / side), count: total });
  }
  // The mean of the points in the densest cell and its neighbours.
  const cells = new Map(found.map((f) => [f.class, { cx: f.x, cy: f.y, sx: 0, sy: 0, n: 0 }]));
  for (let i = 0; i < points.count; i++) {
    const mine = cells.get(points.classes[i]!);
    if (!mine || !(x[i]! >= -1) || Math.abs(cell(x[i]!) - mine.cx) > 1 || Math.abs(cell(y[i]!) - mine.cy) > 1) continue;
    mine.sx += x[i]!;
    mine.sy += y[i]!;
    mine.n++;
  }
  for (const f of found) {
    const { sx, sy, n } = cells.get(f.class)!;
    f.x = sx / n;
    f.y = sy / n;
  }
  return found.sort((a, b) => b.count - a.count);
}
