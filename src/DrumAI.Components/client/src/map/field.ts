import { place, plain, type Axis } from './axis.ts';
import { PointGrid } from './grid.ts';
import type { Window } from './plot.ts';
import { mark, noPoints, type MapPoints } from './points.ts';

export type Axes = { x: Axis; y: Axis } | null;

/** How a point is drawn; the number is its place in the plot's list of opacities. */
export const look = { plain: 0, uncertain: 1, faded: 2 } as const;

const whole: Window = { left: -1, right: 1, bottom: -1, top: 1 };

/** A sound without the measure of an axis is put where no window reaches. */
const nowhere = -1000;

/** The points in their places, and which of them a filter lets through. */
export class PointField {
  points: MapPoints = noPoints();
  x = new Float32Array(0);
  y = new Float32Array(0);
  looks = new Uint8Array(0);
  grid = new PointGrid(this.x, this.y);
  favourites: number[] = [];
  /** The rectangle that holds all points that have a place. */
  bounds: Window = whole;
  private indices = new Map<number, number>();
  private visible: Set<number> | null = null;
  private classes: Set<number> | null = null;

  get count(): number {
    return this.points.count;
  }

  set(points: MapPoints, axes: Axes): void {
    this.points = points;
    this.indices = new Map();
    this.favourites = [];
    for (let i = 0; i < points.count; i++) {
      this.indices.set(points.ids[i]!, i);
      if (points.marks[i]! & mark.favourite) this.favourites.push(i);
    }
    this.place(axes);
    this.refresh();
  }

  place(axes: Axes): void {
    const { points } = this;
    this.x = Float32Array.from(points.x, (v) => place(axes?.x ?? plain, v));
    this.y = Float32Array.from(points.y, (v) => place(axes?.y ?? plain, v));
    for (let i = 0; i < points.count; i++) if (Number.isNaN(this.x[i]!) || Number.isNaN(this.y[i]!)) this.x[i] = this.y[i] = nowhere;
    this.grid = new PointGrid(this.x, this.y);
    this.bounds = this.around(() => true);
  }

  /** Ids as little-endian int32, or null for all. */
  setVisible(ids: Uint8Array | null): void {
    this.visible = ids ? new Set(idsOf(ids)) : null;
    this.refresh();
  }

  setActiveClasses(classes: number[] | null): void {
    this.classes = classes ? new Set(classes) : null;
    this.refresh();
  }

  readonly isVisible = (index: number): boolean => this.looks[index] !== look.faded;

  isActiveClass(index: number): boolean {
    return this.classes === null || this.classes.has(index);
  }

  index(id: number | null | undefined): number | undefined {
    return id === null || id === undefined ? undefined : this.indices.get(id);
  }

  /** Indices of those ids that are on the map. */
  indicesOf(ids: Iterable<number>): number[] {
    return Array.from(ids, (id) => this.indices.get(id)).filter((i) => i !== undefined);
  }

  id(index: number | undefined): number | undefined {
    return index === undefined ? undefined : this.points.ids[index];
  }

  isPlaced(index: number): boolean {
    return this.x[index]! > nowhere;
  }

  /** The rectangle that holds the points that pass; the whole map where there are none. */
  around(passes: (index: number) => boolean): Window {
    let [left, right, bottom, top] = [Infinity, -Infinity, Infinity, -Infinity];
    for (let i = 0; i < this.count; i++) {
      if (!this.isPlaced(i) || !passes(i)) continue;
      left = Math.min(left, this.x[i]!);
      right = Math.max(right, this.x[i]!);
      bottom = Math.min(bottom, this.y[i]!);
      top = Math.max(top, this.y[i]!);
    }
    return left <= right ? { left, right, bottom, top } : whole;
  }

  private refresh(): void {
    const { points, visible, classes } = this;
    this.looks = new Uint8Array(points.count);
    for (let i = 0; i < points.count; i++) {
      const passes = (visible === null || visible.has(points.ids[i]!)) && (classes === null || classes.has(points.classes[i]!));
      this.looks[i] = !passes ? look.faded : points.marks[i]! & mark.uncertain ? look.uncertain : look.plain;
    }
  }
}

/** Ids as .NET sends them: little-endian int32, at whatever place in their buffer. */
export const idsOf = (bytes: Uint8Array): Int32Array => new Int32Array(bytes.slice().buffer);
