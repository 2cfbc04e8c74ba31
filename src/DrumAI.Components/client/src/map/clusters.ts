import type { PointField } from './field.ts';
import type { Window } from './plot.ts';

/** Where a class's name belongs: the middle of its densest place. */
export interface Cluster {
  class: number;
  x: number;
  y: number;
  count: number;
}

const side = 24;

/** One cluster for each class that has points within the window, the largest class first. */
export function clusters({ grid, points, x, y }: Pick<PointField, 'grid' | 'points' | 'x' | 'y'>, { left, right, bottom, top }: Window): Cluster[] {
  const column = (i: number) => Math.min(side - 1, Math.floor(((x[i]! - left) / (right - left)) * side));
  const row = (i: number) => Math.min(side - 1, Math.floor(((y[i]! - bottom) / (top - bottom)) * side));
  const found = new Map<number, { counts: Uint32Array; indices: number[] }>();
  grid.within(left, bottom, right, top, (i) => {
    let mine = found.get(points.classes[i]!);
    if (!mine) found.set(points.classes[i]!, (mine = { counts: new Uint32Array(side * side), indices: [] }));
    mine.counts[row(i) * side + column(i)]!++;
    mine.indices.push(i);
  });
  return [...found].map(([classIndex, { counts, indices }]) => {
    let densest = 0;
    counts.forEach((n, cell) => {
      if (n > counts[densest]!) densest = cell;
    });
    // The mean of the points in the densest cell and its neighbours.
    const near = indices.filter((i) => Math.abs(column(i) - (densest % side)) <= 1 && Math.abs(row(i) - Math.floor(densest / side)) <= 1);
    const mean = (values: Float32Array) => near.reduce((sum, i) => sum + values[i]!, 0) / near.length;
    return { class: classIndex, x: mean(x), y: mean(y), count: indices.length };
  }).sort((a, b) => b.count - a.count);
}
