import { engine } from '../sound.ts';
import { prefersLessMotion, tell, type DotNetObject } from '../shared.ts';
import { placeCard } from './card.ts';
import { clusters, type Cluster } from './clusters.ts';
import { idsOf, PointField, type Axes } from './field.ts';
import type { MapClass, MapColours, Scene } from './layer.ts';
import { LiveLayer } from './live.ts';
import { Overlay } from './overlay.ts';
import { Plot, type MapView, type Window } from './plot.ts';
import { readPoints } from './points.ts';

export interface MapOptions {
  classes: MapClass[];
  axes: Axes;
  hoverPlay: boolean;
  /** Letters at points, however far the window is zoomed out. */
  letters: boolean;
}

const pickRadiusPixels = 14;
const neighbourCount = 16;
const approachCount = 12;
const approachPixels = 70;
const approachMs = 40;
/** A map without axes has no directions that mean anything, so it may be stretched to fill a wide or a tall window, within reason. */
const stretchLimits = [0.6, 2.2] as const;
const margin = 1.08;
const arrows: Record<string, readonly [number, number]> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };

/** The map: points by Plot, what lies over them by Overlay, and what fingers and keys do. */
export class TimbreMapView {
  private readonly field = new PointField();
  private readonly plot: Plot;
  private readonly overlay: Overlay;
  private readonly live: LiveLayer;
  private readonly abort = new AbortController();
  private readonly endSound: () => void;
  private readonly resizer: ResizeObserver;
  private colours: MapColours;
  private clusters: Cluster[] = [];
  private box = { width: 1, height: 1 };
  private selected: number[] = [];
  private focused?: number;
  private hovered?: number;
  private playing?: number;
  private glow = 1;
  private framed: Window = { left: -1, right: 1, bottom: -1, top: 1 };
  /** Somebody, person or host, has chosen a window. */
  private chosen = false;
  private silent = false;
  private approached = 0;
  private hoverTimer = 0;
  private viewTimer = 0;
  private loading?: AbortController;

  constructor(private readonly root: HTMLElement, private readonly options: MapOptions, private readonly dotnet: DotNetObject) {
    const canvas = (name: string) => root.querySelector<HTMLCanvasElement>(`.drum-map-${name}`)!;
    this.overlay = new Overlay(canvas('overlay'));
    this.live = new LiveLayer(canvas('live'));
    this.plot = new Plot(canvas('points'), {
      drawn: () => this.drawOverlay(),
      viewChanged: () => this.onView(),
      lassoed: (indices) => this.onLasso(indices),
    });
    this.endSound = engine().subscribe((event) => {
      if (event.type === 'start') this.setPlaying(event.id);
      else if (event.type === 'end') this.setPlaying(engine().playing?.id ?? null);
    });
    this.listen();
    this.resizer = new ResizeObserver(() => {
      this.resize();
      if (!this.chosen && this.field.count > 0) void this.silently(() => this.showAll());
    });
    this.resizer.observe(root);
    this.colours = this.readColours();
    this.setTheme();
    this.resize();
  }

  /**
   * Fetches points and shows them; selection and focus stay as far as their sounds are still there. So does a window that somebody has chosen; until
   * then, and with other axes, it shows the whole, which during an import grows. Answers how many there are as soon as they are known: a page in the background
   * draws nothing until it is seen again, and nobody may have to wait for that.
   */
  async load(url: string, axes: Axes): Promise<number> {
    this.loading?.abort();
    const loading = (this.loading = new AbortController());
    const response = await fetch(url, { signal: loading.signal });
    if (!response.ok) throw new Error(`The map could not be loaded (HTTP ${response.status}).`);
    const points = readPoints(await response.arrayBuffer());
    if (loading.signal.aborted) return this.field.count;
    const { field } = this;
    const kept = { focused: field.id(this.focused), playing: field.id(this.playing), selected: this.selected.map((i) => field.id(i)!) };
    if (JSON.stringify(axes) !== JSON.stringify(this.options.axes)) this.chosen = false;
    this.options.axes = axes;
    field.set(points, axes);
    if (!this.chosen) this.frame();
    this.hovered = undefined;
    this.focused = field.index(kept.focused);
    this.playing = field.index(kept.playing);
    this.select(field.indicesOf(kept.selected));
    void this.drawPlaces();
    return points.count;
  }

  setClasses(classes: MapClass[]): void {
    this.options.classes = classes;
    this.setTheme();
  }

  /** Other ends or titles for the same points. */
  setAxes(axes: Axes): void {
    this.options.axes = axes;
    this.field.place(axes);
    this.frame();
    void this.drawPlaces();
  }

  setHoverPlay(on: boolean): void {
    this.options.hoverPlay = on;
  }

  setLetters(on: boolean): void {
    this.options.letters = on;
    this.drawOverlay();
  }

  /** Ids as little-endian int32, or null for all; the rest fades. */
  setVisible(ids: Uint8Array | null): void {
    this.field.setVisible(ids);
    void this.plot.draw(this.field, 'looks');
  }

  setActiveClasses(classes: number[] | null): void {
    this.field.setActiveClasses(classes);
    void this.plot.draw(this.field, 'looks');
  }

  setSelected(ids: Uint8Array): void {
    this.select(this.field.indicesOf(idsOf(ids)));
  }

  setFocused(id: number | null): void {
    this.focused = this.field.index(id);
    if (this.focused !== undefined) {
      this.reveal(this.focused);
      this.preloadPaths(this.focused);
    }
    this.drawMoment();
  }

  /** Takes the colours anew from the style sheet; for when the theme has changed. */
  setTheme(): void {
    this.colours = this.readColours();
    this.plot.setColours(this.colours, this.options.classes.map((c) => c.colour));
  }

  setView(view: MapView): void {
    this.chosen = true;
    void this.silently(() => this.plot.setView(view));
  }

  /** Shows all that a filter lets through. */
  fit(): void {
    this.frame();
    void this.showAll().then(() => (this.chosen = false));
  }

  /** When all that was asked for has been drawn. */
  async drawn(): Promise<void> {
    await this.plot.idle();
  }

  private async drawPlaces(): Promise<void> {
    await this.plot.draw(this.field, 'places');
    if (!this.chosen) await this.silently(() => this.showAll());
    this.nameClusters();
    // Shown from here on: the very first points are not seen in the wrong window.
    this.root.toggleAttribute('data-drawn', true);
  }

  /** Takes the rectangle of the sounds for the one that the window is stretched to. */
  private frame(): void {
    this.framed = this.field.bounds;
    this.resize();
  }

  private async showAll(): Promise<void> {
    const { left, right, bottom, top } = this.field.around(this.field.isVisible);
    const shape = this.box.width / this.box.height / this.stretch;
    const zoom = Math.min(4, (2 / margin) * Math.min(1 / Math.max(1e-6, top - bottom), shape / Math.max(1e-6, right - left)));
    await this.plot.setView({ x: (left + right) / 2, y: (bottom + top) / 2, zoom });
  }

  /** The lasso without a key held; ends after one. */
  setLasso(on: boolean): void {
    this.plot.setLasso(on);
    this.root.toggleAttribute('data-lasso', on);
  }

  dispose(): void {
    this.loading?.abort();
    this.abort.abort();
    this.endSound();
    this.resizer.disconnect();
    clearTimeout(this.hoverTimer);
    clearTimeout(this.viewTimer);
    this.plot.dispose();
  }

  /** How much wider a step to the side looks than one upwards. */
  private get stretch(): number {
    const shape = this.box.width / this.box.height;
    if (this.options.axes) return shape;
    const { left, right, bottom, top } = this.framed;
    return Math.max(stretchLimits[0], Math.min(stretchLimits[1], (shape * (top - bottom)) / Math.max(1e-6, right - left)));
  }

  private select(indices: number[]): void {
    this.selected = indices;
    this.plot.select(indices);
  }

  /** Nothing is told as null: a stream of no bytes never arrives. */
  private tellSelection(): void {
    const ids = Int32Array.from(this.selected, (i) => this.field.id(i)!);
    const stream = ids.length === 0 ? null : (globalThis as { DotNet?: { createJSStreamReference(bytes: Uint8Array): unknown } }).DotNet?.createJSStreamReference(new Uint8Array(ids.buffer));
    tell(this.dotnet, 'OnSelected', stream);
  }

  /** Faded points are not part of what a person sees as there. */
  private onLasso(indices: number[]): void {
    this.select(indices.filter(this.field.isVisible));
    if (this.root.hasAttribute('data-lasso')) {
      this.setLasso(false);
      tell(this.dotnet, 'OnLassoEnded');
    }
    this.tellSelection();
  }

  /** A window that the host or the first points chose is no news to the host. */
  private async silently(move: () => Promise<void>): Promise<void> {
    this.silent = true;
    await move();
    this.silent = false;
  }

  private onView(): void {
    const { silent } = this;
    if (!silent) this.chosen = true;
    clearTimeout(this.viewTimer);
    this.viewTimer = window.setTimeout(() => {
      this.nameClusters();
      if (!silent) tell(this.dotnet, 'OnViewChanged', this.plot.view);
    }, 250);
  }

  /** Names stand where their classes are densest within the window, and wait with moving until it rests. */
  private nameClusters(): void {
    this.clusters = clusters(this.field, this.plot.window);
    this.drawOverlay();
  }

  private resize(): void {
    const { width, height } = this.root.getBoundingClientRect();
    if (width < 1 || height < 1) return;
    this.box = { width, height };
    this.overlay.resize(width, height);
    this.live.resize(width, height);
    this.plot.resize(width, height, this.stretch);
  }

  private readColours(): MapColours {
    const style = getComputedStyle(this.root);
    const token = (name: string) => style.getPropertyValue(name).trim();
    return { background: token('--drum-background'), text: token('--drum-text'), muted: token('--drum-text-muted'), line: token('--drum-line'), accent: token('--drum-accent-text') };
  }

  private get scene(): Scene {
    const { field, plot, colours } = this;
    const { classes, axes, letters } = this.options;
    return { field, classes, colours, axes, clusters: this.clusters, pointSize: plot.pointSize, window: plot.window, letters };
  }

  private drawOverlay(): void {
    this.overlay.draw(this.scene);
    this.drawMoment();
  }

  private drawMoment(): void {
    const { focused, hovered, playing, glow } = this;
    this.live.draw(this.scene, { focused, hovered, playing, glow });
    const card = this.root.querySelector<HTMLElement>('.drum-map-card');
    const shown = hovered ?? (document.activeElement === this.root ? focused : undefined);
    if (card) placeCard(card, this.root, shown === undefined ? undefined : this.toPixels(shown));
  }

  private setPlaying(id: number | null): void {
    this.playing = this.field.index(id);
    this.glow = prefersLessMotion() ? 1 : 0;
    const begun = performance.now();
    const open = () => {
      if (this.abort.signal.aborted) return;
      if (this.glow < 1) this.glow = Math.min(1, (performance.now() - begun) / 120);
      this.drawMoment();
      if (this.glow < 1 && this.playing !== undefined) requestAnimationFrame(open);
    };
    open();
  }

  private toPixels(index: number): { x: number; y: number } {
    const { left, right, bottom, top } = this.plot.window;
    return { x: ((this.field.x[index]! - left) / (right - left)) * this.box.width, y: ((top - this.field.y[index]!) / (top - bottom)) * this.box.height };
  }

  /** The point under the pointer: the nearest that is not faded, within a finger's reach. */
  private pick(event: MouseEvent): number | undefined {
    const box = this.root.getBoundingClientRect();
    const { left, right, bottom, top } = this.plot.window;
    const x = left + ((event.clientX - box.left) / box.width) * (right - left);
    const y = top - ((event.clientY - box.top) / box.height) * (top - bottom);
    return this.field.grid.nearest(x, y, 1, (pickRadiusPixels / box.height) * (top - bottom), this.field.isVisible, this.stretch)[0];
  }

  private preloadAround(index: number, first: readonly number[] = []): void {
    const near = this.field.grid.nearest(this.field.x[index]!, this.field.y[index]!, neighbourCount, 0.3, this.field.isVisible, this.stretch);
    engine().preload([...new Set([...first, ...near])].map((i) => this.field.id(i)!));
  }

  /** What the arrow keys would reach next, which may lie further off than the nearest; then the nearest. */
  private preloadPaths(index: number): void {
    const { field } = this;
    const ahead = Object.values(arrows).flatMap(([dx, dy]) => {
      const next = field.grid.towards(index, dx, dy, field.isVisible, this.stretch);
      return next === undefined ? [] : [next, field.grid.towards(next, dx, dy, field.isVisible, this.stretch) ?? next];
    });
    this.preloadAround(index, ahead);
  }

  /** What a pointer comes near is loaded before it gets there. */
  private approach(event: MouseEvent): void {
    if (!this.options.hoverPlay || event.timeStamp - this.approached < approachMs) return;
    this.approached = event.timeStamp;
    const box = this.root.getBoundingClientRect();
    const { left, right, bottom, top } = this.plot.window;
    const x = left + ((event.clientX - box.left) / box.width) * (right - left);
    const y = top - ((event.clientY - box.top) / box.height) * (top - bottom);
    const near = this.field.grid.nearest(x, y, approachCount, (approachPixels / box.height) * (top - bottom), this.field.isVisible, this.stretch);
    if (near.length > 0) engine().preload(near.map((i) => this.field.id(i)!));
  }

  /** Pans, without zooming, until the point is in the window. */
  private reveal(index: number): void {
    const { left, right, bottom, top } = this.plot.window;
    const [x, y] = [this.field.x[index]!, this.field.y[index]!];
    const [mx, my] = [(right - left) * 0.06, (top - bottom) * 0.06];
    if (!this.field.isPlaced(index) || (x > left + mx && x < right - mx && y > bottom + my && y < top - my)) return;
    void this.plot.setView({ x, y, zoom: this.plot.zoom });
  }

  /** Moves the focus to the next point in a direction and plays it; the first arrow takes the point nearest to the middle. */
  private move(dx: number, dy: number, requestedMs: number): void {
    const { field, plot } = this;
    const next = this.focused === undefined
      ? field.grid.nearest(plot.view.x, plot.view.y, 1, 4, field.isVisible, this.stretch)[0]
      : field.grid.towards(this.focused, dx, dy, field.isVisible, this.stretch);
    if (next === undefined) return;
    engine().play(field.id(next)!, { requestedMs });
    this.focused = next;
    this.reveal(next);
    this.drawMoment();
    this.preloadPaths(next);
    tell(this.dotnet, 'OnFocusMoved', field.id(next)!);
  }

  private hover(index: number | undefined, event: MouseEvent): void {
    if (index === this.hovered) return;
    this.hovered = index;
    this.root.toggleAttribute('data-over', index !== undefined);
    if (index !== undefined) {
      if (this.options.hoverPlay && event.buttons === 0) engine().play(this.field.id(index)!, { requestedMs: event.timeStamp });
      this.preloadAround(index);
    }
    this.drawMoment();
    clearTimeout(this.hoverTimer);
    this.hoverTimer = window.setTimeout(() => tell(this.dotnet, 'OnHovered', this.field.id(this.hovered) ?? null), 30);
  }

  private listen(): void {
    const { signal } = this.abort;
    const on = <K extends keyof HTMLElementEventMap>(name: K, handler: (event: HTMLElementEventMap[K]) => void, capture = false) =>
      this.root.addEventListener(name, handler, { signal, capture });
    let down = { x: 0, y: 0 };
    let dragged = false;
    on('pointermove', (event) => {
      if (event.buttons === 0) {
        this.approach(event);
        this.hover(this.pick(event), event);
      } else dragged ||= Math.hypot(event.clientX - down.x, event.clientY - down.y) > 4;
    });
    on('pointerleave', (event) => this.hover(undefined, event));
    on('pointerdown', (event) => {
      down = { x: event.clientX, y: event.clientY };
      dragged = false;
    }, true);
    on('click', (event) => {
      if (!(event.target instanceof HTMLCanvasElement)) return;
      // Picking is the map's own: the scatterplot's reaches no further than a point's edge.
      event.stopPropagation();
      // A lasso that ends where it began is no click.
      if (!dragged) this.click(this.pick(event), event);
    }, true);
    on('keydown', (event) => this.key(event));
    on('focus', () => this.drawMoment());
    on('blur', () => this.drawMoment());
  }

  private click(index: number | undefined, event: MouseEvent): void {
    const toggles = event.ctrlKey || event.metaKey;
    if (index === undefined) {
      if (this.selected.length === 0 || toggles || event.shiftKey) return;
      this.select([]);
    } else {
      engine().play(this.field.id(index)!, { requestedMs: event.timeStamp });
      this.focused = index;
      if (toggles) this.toggle(index);
      else this.select([index]);
      this.preloadPaths(index);
      tell(this.dotnet, 'OnFocusMoved', this.field.id(index)!);
    }
    this.drawMoment();
    this.tellSelection();
  }

  private toggle(index: number): void {
    this.select(this.selected.includes(index) ? this.selected.filter((i) => i !== index) : [...this.selected, index]);
  }

  private key(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const arrow = arrows[event.key];
    if (arrow) this.move(...arrow, event.timeStamp);
    else if (event.key === 'Enter' && this.focused !== undefined) {
      this.toggle(this.focused);
      this.tellSelection();
    } else if (event.key === '+' || event.key === '=') this.zoomBy(1.5);
    else if (event.key === '-') this.zoomBy(1 / 1.5);
    else if (event.key === 'Home') this.fit();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  private zoomBy(factor: number): void {
    const { x, y, zoom } = this.plot.view;
    void this.plot.setView({ x, y, zoom: Math.max(0.5, Math.min(200, zoom * factor)) });
  }
}
