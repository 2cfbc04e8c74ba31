import createScatterplot from 'regl-scatterplot';
import { engine } from '../sound.ts';
import { prefersLessMotion, type DotNetObject } from '../shared.ts';
import { place, plain, type Axis } from './axis.ts';
import { clusters, type Cluster } from './clusters.ts';
import { PointGrid } from './grid.ts';
import { Overlay, type MapClass, type MapColours } from './overlay.ts';
import { mark, noPoints, readPoints, type MapPoints } from './points.ts';

export interface MapOptions {
  classes: MapClass[];
  axes: { x: Axis; y: Axis } | null;
  hoverPlay: boolean;
}

/** Where the window stands: its middle in places, and how far it is zoomed in; 1 shows the whole height. */
export interface MapView {
  x: number;
  y: number;
  zoom: number;
}

/** A stand-in for a d3 scale, of which the scatterplot asks no more than this: it writes here what its window shows. */
class WindowScale {
  private shown: [number, number] = [-1, 1];
  private pixels: [number, number] = [0, 1];

  domain(): [number, number];
  domain(set: [number, number]): this;
  domain(set?: [number, number]): [number, number] | this {
    if (!set) return this.shown;
    this.shown = [...set];
    return this;
  }

  range(): [number, number];
  range(set: [number, number]): this;
  range(set?: [number, number]): [number, number] | this {
    if (!set) return this.pixels;
    this.pixels = [...set];
    return this;
  }
}

type Scatterplot = ReturnType<typeof createScatterplot>;

const state = { plain: 0, uncertain: 1, faded: 2 } as const;
const pickRadiusPixels = 14;
const neighbours = 16;

/** The map: points by regl-scatterplot, what lies over them by Overlay, and what fingers and keys do. */
export class TimbreMapView {
  private readonly plot: Scatterplot;
  private readonly overlay: Overlay;
  private readonly xScale = new WindowScale();
  private readonly yScale = new WindowScale();
  private readonly abort = new AbortController();
  private readonly endSound: () => void;
  private readonly resizer: ResizeObserver;
  private points: MapPoints = noPoints();
  private x = new Float32Array(0);
  private y = new Float32Array(0);
  private states = new Uint8Array(0);
  private grid = new PointGrid(this.x, this.y);
  private names: Cluster[] = [];
  private indexOf = new Map<number, number>();
  private visible: Set<number> | null = null;
  private activeClasses: Set<number> | null = null;
  private selected: number[] = [];
  private focused?: number;
  private hovered?: number;
  private playing?: number;
  private glow = 1;
  private pointSize = 0;
  private spatialIndex?: ArrayBuffer;
  private drawn: Promise<unknown> = Promise.resolve();
  private hoverTimer = 0;
  private viewTimer = 0;
  private loading?: AbortController;
  private zoomLevel = 1;

  constructor(private readonly root: HTMLElement, private options: MapOptions, private readonly dotnet: DotNetObject) {
    const canvas = root.querySelector<HTMLCanvasElement>('.drum-map-points')!;
    this.overlay = new Overlay(root.querySelector<HTMLCanvasElement>('.drum-map-overlay')!);
    const { width, height } = root.getBoundingClientRect();
    this.plot = createScatterplot({
      canvas,
      width: Math.max(1, width),
      height: Math.max(1, height),
      xScale: this.xScale as never,
      yScale: this.yScale as never,
      colorBy: 'valueA',
      opacityBy: 'valueB',
      opacity: [0.88, 0.5, 0.1],
      pointScaleMode: 'constant',
      pointSize: 3,
      pointSizeSelected: 1,
      pointOutlineWidth: 1.5,
      lassoMinDelay: 0,
      lassoMinDist: 3,
      lassoLineWidth: 1.5,
      deselectOnEscape: false,
      deselectOnDblClick: false,
      spatialIndexUseWorker: false,
      syncEvents: true,
      actionKeyMap: { lasso: 'shift', merge: /Mac/.test(navigator.platform) ? 'cmd' : 'ctrl', remove: 'alt' },
    } as never);
    this.plot.subscribe('draw', () => this.drawOverlay());
    this.plot.subscribe('view', () => this.onView());
    this.plot.subscribe('lassoEnd', () => this.onLasso());
    this.endSound = engine().subscribe((event) => {
      if (event.type === 'start') this.setPlaying(event.id);
      else if (event.type === 'end' && !event.cut) this.setPlaying(null);
      else if (event.type === 'end' && event.cut && !engine().playing) this.setPlaying(null);
    });
    this.listen();
    this.resizer = new ResizeObserver(() => this.resize());
    this.resizer.observe(root);
    this.setTheme();
    this.resize();
  }

  /** Fetches points and shows them; the window stays where it is, and so do selection and focus as far as their sounds are still there. */
  async load(url: string): Promise<number> {
    this.loading?.abort();
    const loading = (this.loading = new AbortController());
    const response = await fetch(url, { signal: loading.signal });
    if (!response.ok) throw new Error(`The map could not be loaded (HTTP ${response.status}).`);
    const points = readPoints(await response.arrayBuffer());
    if (loading.signal.aborted) return this.points.count;
    const keep = { focused: this.idOf(this.focused), playing: this.idOf(this.playing), selected: this.selected.map((i) => this.points.ids[i]!) };
    this.points = points;
    this.indexOf = new Map(Array.from(points.ids, (id, i) => [id, i]));
    this.placeAll();
    this.hovered = undefined;
    this.focused = this.index(keep.focused);
    this.playing = this.index(keep.playing);
    await this.redrawPoints(true);
    this.select(keep.selected.map((id) => this.index(id)).filter((i) => i !== undefined));
    return points.count;
  }

  setClasses(classes: MapClass[]): void {
    this.options.classes = classes;
    this.names = clusters(this.points, this.x, this.y, classes.length);
    this.setTheme();
  }

  async setAxes(axes: { x: Axis; y: Axis } | null): Promise<void> {
    this.options.axes = axes;
    this.placeAll();
    this.resize();
    await this.redrawPoints(true);
  }

  setHoverPlay(on: boolean): void {
    this.options.hoverPlay = on;
  }

  /** Ids as little-endian int32, or null for all; the rest fades. */
  async setVisible(ids: Uint8Array | null): Promise<void> {
    this.visible = ids ? new Set(new Int32Array(ids.slice().buffer)) : null;
    await this.redrawPoints(false);
  }

  async setActiveClasses(classes: number[] | null): Promise<void> {
    this.activeClasses = classes ? new Set(classes) : null;
    await this.redrawPoints(false);
  }

  setSelected(ids: Uint8Array): void {
    this.select(Array.from(new Int32Array(ids.slice().buffer), (id) => this.index(id)).filter((i) => i !== undefined));
  }

  setFocused(id: number | null): void {
    this.focused = this.index(id ?? undefined);
    if (this.focused !== undefined) this.reveal(this.focused);
    this.plot.redraw();
  }

  setPlaying(id: number | null): void {
    this.playing = this.index(id ?? undefined);
    if (this.playing !== undefined && !prefersLessMotion()) {
      const begun = performance.now();
      const step = () => {
        this.glow = Math.min(1, (performance.now() - begun) / 120);
        this.drawOverlay();
        if (this.glow < 1 && this.playing !== undefined) requestAnimationFrame(step);
      };
      step();
    } else {
      this.glow = 1;
      this.drawOverlay();
    }
  }

  /** Takes the colours anew from the style sheet; call it when the theme has changed. */
  setTheme(): void {
    const { classes } = this.options;
    const colours = this.colours();
    const list = classes.length > 0 ? classes.map((c) => c.colour) : [colours.muted];
    // A list of one colour would read as "the same for all"; a second keeps it a list.
    const points = list.length > 1 ? list : [...list, ...list];
    this.plot.set({
      backgroundColor: colours.background, pointColor: points, pointColorActive: points, pointColorHover: points, lassoColor: colours.accent,
    } as never);
    this.plot.redraw();
  }

  get view(): MapView {
    const [left, right] = this.xScale.domain();
    const [bottom, top] = this.yScale.domain();
    return { x: (left + right) / 2, y: (bottom + top) / 2, zoom: this.zoomLevel };
  }

  async setView(view: MapView): Promise<void> {
    await this.drawn;
    await this.plot.zoomToLocation([view.x, view.y], 1 / view.zoom, { transition: false });
  }

  /** Shows everything. */
  async fit(): Promise<void> {
    await this.setView({ x: 0, y: 0, zoom: 1 });
  }

  async zoomBy(factor: number): Promise<void> {
    const { x, y, zoom } = this.view;
    await this.setView({ x, y, zoom: Math.max(0.5, Math.min(200, zoom * factor)) });
  }

  /** The lasso without a key held; ends after one. */
  setLasso(on: boolean): void {
    this.plot.set({ mouseMode: on ? 'lasso' : 'panZoom' });
    this.root.toggleAttribute('data-lasso', on);
  }

  /** Moves the focus to the next point in a direction and plays it. */
  move(dx: number, dy: number, requestedMs?: number): void {
    const from = this.focused ?? this.nearestToMiddle();
    if (from === undefined) return;
    const next = this.focused === undefined ? from : this.grid.towards(from, dx, dy, (i) => this.isVisible(i), this.stretch);
    if (next === undefined) return;
    this.focused = next;
    engine().play(this.points.ids[next]!, { requestedMs });
    this.reveal(next);
    this.plot.redraw();
    this.preloadAround(next);
    void this.dotnet.invokeMethodAsync('OnFocusMoved', this.points.ids[next]!);
  }

  dispose(): void {
    this.loading?.abort();
    this.abort.abort();
    this.endSound();
    this.resizer.disconnect();
    clearTimeout(this.hoverTimer);
    clearTimeout(this.viewTimer);
    this.plot.destroy();
  }

  /** How much wider a step to the side looks than one upwards: 1 on the sound map, the window's shape on axes. */
  private get stretch(): number {
    const { width, height } = this.root.getBoundingClientRect();
    return this.options.axes ? width / Math.max(1, height) : 1;
  }

  private placeAll(): void {
    const { points, options } = this;
    const [xAxis, yAxis] = options.axes ? [options.axes.x, options.axes.y] : [plain, plain];
    this.x = Float32Array.from(points.x, (v) => place(xAxis, v));
    this.y = Float32Array.from(points.y, (v) => place(yAxis, v));
    for (let i = 0; i < points.count; i++) {
      // A sound without the measure has no place here: it is put where no window reaches.
      if (Number.isNaN(this.x[i]!) || Number.isNaN(this.y[i]!)) this.x[i] = this.y[i] = -1000;
    }
    this.grid = new PointGrid(this.x, this.y);
    this.names = clusters(points, this.x, this.y, options.classes.length);
  }

  private async redrawPoints(moved: boolean): Promise<void> {
    const { points } = this;
    this.states = new Uint8Array(points.count);
    for (let i = 0; i < points.count; i++)
      this.states[i] = !this.isVisible(i) ? state.faded : points.marks[i]! & mark.uncertain ? state.uncertain : state.plain;
    const spatialIndex = moved ? undefined : this.spatialIndex;
    this.drawn = this.drawn.then(async () => {
      if (points !== this.points) return;
      await this.plot.draw(
        { x: this.x, y: this.y, valueA: points.classes, valueB: this.states },
        { zDataType: 'categorical', wDataType: 'categorical', ...(spatialIndex ? { spatialIndex } : {}) } as never,
      );
      if (points.count > 0) this.spatialIndex = this.plot.get('spatialIndex');
      this.plot.select(this.selected, { preventEvent: true });
    });
    await this.drawn;
  }

  private index(id: number | undefined): number | undefined {
    return id === undefined ? undefined : this.indexOf.get(id);
  }

  private idOf(index: number | undefined): number | undefined {
    return index === undefined ? undefined : this.points.ids[index];
  }

  private isVisible(index: number): boolean {
    return (this.visible === null || this.visible.has(this.points.ids[index]!)) && (this.activeClasses === null || this.activeClasses.has(this.points.classes[index]!));
  }

  private select(indices: number[]): void {
    this.selected = indices;
    if (indices.length > 0) this.plot.select(indices, { preventEvent: true });
    else this.plot.deselect({ preventEvent: true });
  }

  private tellSelection(): void {
    const ids = Int32Array.from(this.selected, (i) => this.points.ids[i]!);
    const stream = (globalThis as { DotNet?: { createJSStreamReference(bytes: Uint8Array): unknown } }).DotNet?.createJSStreamReference(new Uint8Array(ids.buffer));
    void this.dotnet.invokeMethodAsync('OnSelected', stream);
  }

  private onLasso(): void {
    // The scatterplot announces the end before it has selected; faded points are not part of what a person sees as there.
    queueMicrotask(() => {
      this.select((this.plot.get('selectedPoints') as number[]).filter((i) => this.isVisible(i)));
      if (this.root.hasAttribute('data-lasso')) {
        this.setLasso(false);
        void this.dotnet.invokeMethodAsync('OnLassoEnded');
      }
      this.tellSelection();
    });
  }

  private onView(): void {
    const camera = this.plot.get('camera') as { scaling: [number, number] };
    this.zoomLevel = camera.scaling[0];
    this.scalePoints();
    clearTimeout(this.viewTimer);
    this.viewTimer = window.setTimeout(() => void this.dotnet.invokeMethodAsync('OnViewChanged', this.view), 250);
  }

  /** 3 to 8 pixels by zoom; a small library's points are a little larger from the start. */
  private scalePoints(): void {
    const start = this.points.count > 20000 ? 3 : this.points.count > 3000 ? 4 : 5;
    const size = Math.round(Math.min(8, start + Math.log2(Math.max(1, this.zoomLevel)) * 1.25) * 4) / 4;
    if (size === this.pointSize) return;
    this.pointSize = size;
    this.plot.set({ pointSize: size });
  }

  private resize(): void {
    const { width, height } = this.root.getBoundingClientRect();
    if (width < 1 || height < 1) return;
    this.plot.set({ width, height, aspectRatio: this.options.axes ? width / height : 1 });
    this.overlay.resize(width, height);
    this.scalePoints();
    this.plot.redraw();
  }

  private colours(): MapColours {
    const style = getComputedStyle(this.root);
    const token = (name: string) => style.getPropertyValue(name).trim();
    return { background: token('--drum-background'), text: token('--drum-text'), muted: token('--drum-text-muted'), line: token('--drum-line'), accent: token('--drum-accent') };
  }

  private drawOverlay(): void {
    const [left, right] = this.xScale.domain();
    const [bottom, top] = this.yScale.domain();
    this.overlay.draw({
      points: this.points, x: this.x, y: this.y, grid: this.grid, clusters: this.names, classes: this.options.classes, colours: this.colours(), axes: this.options.axes,
      isVisible: (i) => this.isVisible(i), isActiveClass: (c) => this.activeClasses === null || this.activeClasses.has(c),
      focused: this.focused, hovered: this.hovered, playing: this.playing, glow: this.glow, pointSize: this.pointSize, zoom: this.zoomLevel, left, right, bottom, top,
    });
    this.placeCard();
  }

  /** The point under the pointer: the nearest that is not faded, within a finger's reach. */
  private pick(event: MouseEvent): number | undefined {
    const { x, y } = this.toPlace(event);
    const { height } = this.root.getBoundingClientRect();
    const [bottom, top] = this.yScale.domain();
    return this.grid.nearest(x, y, 1, (pickRadiusPixels / height) * (top - bottom), (i) => this.isVisible(i), this.stretch)[0];
  }

  private toPlace(event: MouseEvent): { x: number; y: number } {
    const box = this.root.getBoundingClientRect();
    const [left, right] = this.xScale.domain();
    const [bottom, top] = this.yScale.domain();
    return { x: left + ((event.clientX - box.left) / box.width) * (right - left), y: top - ((event.clientY - box.top) / box.height) * (top - bottom) };
  }

  private nearestToMiddle(): number | undefined {
    const { x, y } = this.view;
    return this.grid.nearest(x, y, 1, 4, (i) => this.isVisible(i), this.stretch)[0];
  }

  private preloadAround(index: number): void {
    const near = this.grid.nearest(this.x[index]!, this.y[index]!, neighbours, 0.3, (i) => this.isVisible(i), this.stretch);
    engine().preload(near.map((i) => this.points.ids[i]!));
  }

  /** Pans, without zooming, until the point is in the window. */
  private reveal(index: number): void {
    const [left, right] = this.xScale.domain();
    const [bottom, top] = this.yScale.domain();
    const [px, py] = [this.x[index]!, this.y[index]!];
    const [mx, my] = [(right - left) * 0.06, (top - bottom) * 0.06];
    if (px < -100 || (px > left + mx && px < right - mx && py > bottom + my && py < top - my)) return;
    void this.setView({ x: px, y: py, zoom: this.zoomLevel });
  }

  private hover(index: number | undefined, event: MouseEvent): void {
    if (index === this.hovered) return;
    this.hovered = index;
    this.root.toggleAttribute('data-over', index !== undefined);
    this.drawOverlay();
    if (index !== undefined) {
      if (this.options.hoverPlay && event.buttons === 0) engine().play(this.points.ids[index]!, { requestedMs: event.timeStamp });
      this.preloadAround(index);
    }
    clearTimeout(this.hoverTimer);
    this.hoverTimer = window.setTimeout(() => void this.dotnet.invokeMethodAsync('OnHovered', this.idOf(this.hovered) ?? null), 30);
  }

  /** The card stands beside its point and within the map. */
  private placeCard(): void {
    const card = this.root.querySelector<HTMLElement>('.drum-map-card');
    const index = this.hovered ?? (this.root.matches(':focus-within') ? this.focused : undefined);
    if (!card) return;
    card.hidden = index === undefined;
    if (index === undefined) return;
    const { width, height } = this.root.getBoundingClientRect();
    const [left, right] = this.xScale.domain();
    const [bottom, top] = this.yScale.domain();
    const sx = ((this.x[index]! - left) / (right - left)) * width;
    const sy = ((top - this.y[index]!) / (top - bottom)) * height;
    const [cw, ch] = [card.offsetWidth, card.offsetHeight];
    const x = sx + 18 + cw > width ? sx - 18 - cw : sx + 18;
    const y = Math.max(8, Math.min(height - ch - 8, sy - ch / 2));
    card.style.transform = `translate(${Math.round(Math.max(8, x))}px, ${Math.round(y)}px)`;
  }

  private listen(): void {
    const { signal } = this.abort;
    const on = <K extends keyof HTMLElementEventMap>(name: K, handler: (event: HTMLElementEventMap[K]) => void, capture = false) =>
      this.root.addEventListener(name, handler, { signal, capture });
    on('pointermove', (event) => {
      if (event.buttons === 0) this.hover(this.pick(event), event);
    });
    on('pointerleave', (event) => this.hover(undefined, event));
    let down: { x: number; y: number } | undefined;
    on('pointerdown', (event) => (down = { x: event.clientX, y: event.clientY }), true);
    on('click', (event) => {
      if (!(event.target instanceof HTMLCanvasElement)) return;
      // Picking is the map's own: the scatterplot's reaches no further than a point's edge.
      event.stopPropagation();
      if (down && Math.hypot(event.clientX - down.x, event.clientY - down.y) > 4) return;
      this.click(this.pick(event), event);
    }, true);
    on('keydown', (event) => this.key(event));
    on('focus', () => this.drawOverlay());
    on('blur', () => this.drawOverlay());
  }

  private click(index: number | undefined, event: MouseEvent): void {
    if (index === undefined) {
      if (this.selected.length === 0 || event.ctrlKey || event.metaKey || event.shiftKey) return;
      this.select([]);
    } else {
      engine().play(this.points.ids[index]!, { requestedMs: event.timeStamp });
      this.focused = index;
      const toggles = event.ctrlKey || event.metaKey;
      this.select(!toggles ? [index] : this.selected.includes(index) ? this.selected.filter((i) => i !== index) : [...this.selected, index]);
      void this.dotnet.invokeMethodAsync('OnFocusMoved', this.points.ids[index]!);
    }
    this.plot.redraw();
    this.tellSelection();
  }

  private key(event: KeyboardEvent): void {
    const arrows: Record<string, [number, number]> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };
    const arrow = arrows[event.key];
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (arrow) this.move(...arrow, event.timeStamp);
    else if (event.key === 'Enter' && this.focused !== undefined) {
      this.select(this.selected.includes(this.focused) ? this.selected.filter((i) => i !== this.focused) : [...this.selected, this.focused]);
      this.tellSelection();
    } else if (event.key === '+' || event.key === '=') void this.zoomBy(1.5);
    else if (event.key === '-') void this.zoomBy(1 / 1.5);
    else if (event.key === 'Home') void this.fit();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
}
