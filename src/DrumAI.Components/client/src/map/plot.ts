import createScatterplot, { createRenderer } from 'regl-scatterplot';
import type { PointField } from './field.ts';
import type { MapColours } from './layer.ts';

/** What the map's window shows, in places. */
export interface Window {
  left: number;
  right: number;
  bottom: number;
  top: number;
}

/** Where the window stands: its middle in places, and how far it is zoomed in; 1 shows the whole height. */
export interface MapView {
  x: number;
  y: number;
  zoom: number;
}

export interface PlotEvents {
  drawn(): void;
  viewChanged(): void;
  lassoed(indices: number[]): void;
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

/** What is asked of the scatterplot's camera. */
interface Camera {
  scaling: [number, number];
  /** Takes in what pointer and wheel have done; true where the window moved. */
  tick(): boolean;
  pan(by: [number, number]): void;
}

type Scatterplot = ReturnType<typeof createScatterplot>;
type Renderer = ReturnType<typeof createRenderer>;

/** The points themselves, by regl-scatterplot. Calls to draw that come while one is under way become one. */
export class Plot {
  zoom = 1;
  pointSize = 4;
  private renderer: Renderer;
  private scatter: Scatterplot;
  private readonly xScale = new WindowScale();
  private readonly yScale = new WindowScale();
  private readonly abort = new AbortController();
  private field?: PointField;
  private colours?: { theme: MapColours; classes: string[] };
  private size = { width: 1, height: 1, aspectRatio: 1 };
  private selection: number[] = [];
  private spatialIndex?: ArrayBuffer;
  private drawing?: Promise<void>;
  private going?: MapView;
  private again: 'places' | 'looks' | null = null;

  /** Throws where the browser has no WebGL that can do it. */
  constructor(private readonly canvas: HTMLCanvasElement, private readonly events: PlotEvents) {
    this.renderer = this.createRenderer();
    this.scatter = this.createScatterplot();
    // The plot's own hovering would draw all points anew for each one that the pointer meets; the map has its own, and the plot never learns that it is entered.
    canvas.parentElement!.addEventListener('mouseenter', (event) => event.target === canvas && event.stopPropagation(), { capture: true, signal: this.abort.signal });
    canvas.parentElement!.addEventListener('mousedown', () => this.meetPointer(), { capture: true, signal: this.abort.signal });
  }

  get window(): Window {
    const [left, right] = this.xScale.domain();
    const [bottom, top] = this.yScale.domain();
    return { left, right, bottom, top };
  }

  /** Where the window stands, or is about to. */
  get view(): MapView {
    if (this.going) return this.going;
    const { left, right, bottom, top } = this.window;
    return { x: (left + right) / 2, y: (bottom + top) / 2, zoom: this.zoom };
  }

  /** Shows the field's points; places that did not change need not be sorted again. */
  async draw(field: PointField, changed: 'places' | 'looks'): Promise<void> {
    this.field = field;
    this.again = this.again === 'places' ? 'places' : changed;
    this.drawing ??= this.drawAll().finally(() => (this.drawing = undefined));
    await this.drawing;
  }

  async idle(): Promise<void> {
    await this.drawing;
  }

  select(indices: number[]): void {
    this.selection = indices;
    if (indices.length > 0) this.scatter.select(indices, { preventEvent: true });
    else this.scatter.deselect({ preventEvent: true });
  }

  setColours(theme: MapColours, classes: string[]): void {
    this.colours = { theme, classes };
    const list = classes.length > 0 ? classes : [theme.muted];
    // A list of one colour would read as "the same for all"; a second keeps it a list.
    const points = list.length > 1 ? list : [...list, ...list];
    this.scatter.set({ backgroundColor: theme.background, pointColor: points, pointColorActive: points, pointColorHover: points, lassoColor: theme.accent } as never);
    this.scatter.redraw();
  }

  resize(width: number, height: number, aspectRatio: number): void {
    this.size = { width, height, aspectRatio };
    this.renderer.resize(width, height);
    this.scatter.set({ width, height, aspectRatio });
    this.scalePoints();
    this.scatter.redraw();
  }

  /**
   * The camera pans by how far the pointer has come since the last frame. A pointer that came and pressed within one frame, as on a busy computer, would take the window along by the whole way
   * that it came; so the camera learns where the pointer is just before it learns that it presses.
   */
  private meetPointer(): void {
    const camera = this.scatter.get('camera') as unknown as Camera;
    // A turn of the wheel that came in the same frame is now done; the next frame is to draw it.
    if (camera.tick()) camera.pan([0, 0]);
  }

  async setView(view: MapView): Promise<void> {
    const { x, y, zoom } = (this.going = view);
    await this.drawing;
    if (this.going !== view) return;
    await this.scatter.zoomToLocation([x * this.size.aspectRatio, y], 1 / zoom, { transition: false });
    if (this.going === view) this.going = undefined;
  }

  setLasso(on: boolean): void {
    this.scatter.set({ mouseMode: on ? 'lasso' : 'panZoom' });
  }

  dispose(): void {
    this.abort.abort();
    this.scatter.destroy();
    this.renderer.destroy();
  }

  /** A canvas of the map's size to draw on: the library's own would be as large as the screen. */
  private createRenderer(): Renderer {
    const canvas = document.createElement('canvas');
    const renderer = createRenderer({ canvas });
    if (!renderer.isSupported) throw new Error('WebGL lacks textures of floating point.');
    renderer.resize(this.size.width, this.size.height);
    // A graphics driver may take everything away, after sleep for instance; then all is made anew when it comes back.
    canvas.addEventListener('webglcontextlost', (event) => event.preventDefault(), { signal: this.abort.signal });
    canvas.addEventListener('webglcontextrestored', () => void this.restore(), { signal: this.abort.signal });
    return renderer;
  }

  private createScatterplot(): Scatterplot {
    const scatter = createScatterplot({
      canvas: this.canvas,
      renderer: this.renderer as never,
      width: this.size.width,
      height: this.size.height,
      aspectRatio: this.size.aspectRatio,
      xScale: this.xScale as never,
      yScale: this.yScale as never,
      colorBy: 'valueA',
      opacityBy: 'valueB',
      pointScaleMode: 'constant',
      pointSize: this.pointSize,
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
    scatter.subscribe('draw', () => this.events.drawn());
    scatter.subscribe('view', () => {
      this.zoom = (scatter.get('camera') as unknown as Camera).scaling[0];
      this.scalePoints();
      this.events.viewChanged();
    });
    // The end of the lasso is announced before its points are selected.
    scatter.subscribe('lassoEnd', () => queueMicrotask(() => this.events.lassoed(scatter.get('selectedPoints') as number[])));
    return scatter;
  }

  private async drawAll(): Promise<void> {
    while (this.again && this.field && !this.abort.signal.aborted) {
      const [field, changed] = [this.field, this.again];
      this.again = null;
      const sorted = changed === 'looks' && this.spatialIndex ? { spatialIndex: this.spatialIndex } : {};
      this.scalePoints();
      await this.scatter.draw(
        { x: field.x, y: field.y, valueA: field.points.classes, valueB: field.looks },
        { zDataType: 'categorical', wDataType: 'categorical', ...sorted } as never,
      );
      if (field.count > 0) this.spatialIndex = this.scatter.get('spatialIndex');
      this.select(this.selection);
    }
  }

  private async restore(): Promise<void> {
    const { view, colours, field } = this;
    this.scatter.destroy();
    this.renderer.destroy();
    this.renderer = this.createRenderer();
    this.scatter = this.createScatterplot();
    this.spatialIndex = undefined;
    if (colours) this.setColours(colours.theme, colours.classes);
    this.pointSize = 0;
    this.resize(this.size.width, this.size.height, this.size.aspectRatio);
    if (field) await this.draw(field, 'places');
    await this.setView(view);
  }

  /** 3 to 8 pixels by zoom, larger from the start where points are few; many are drawn thinner, so that dense places look dense. */
  private scalePoints(): void {
    const count = this.field?.count ?? 0;
    const start = count > 20000 ? 3 : count > 3000 ? 4 : count > 1000 ? 5 : 6.5;
    const closer = Math.log2(Math.max(1, this.zoom));
    const size = Math.round(Math.min(8, start + closer * 1.25) * 4) / 4;
    if (size === this.pointSize) return;
    this.pointSize = size;
    const solid = Math.min(0.92, (count > 20000 ? 0.6 : count > 3000 ? 0.8 : 0.9) + closer * 0.12);
    this.scatter.set({ pointSize: size, opacity: [solid, solid * 0.55, 0.1] });
  }
}
