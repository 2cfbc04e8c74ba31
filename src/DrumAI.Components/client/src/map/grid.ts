/** Finds points by place: a square grid over [-1, 1] x [-1, 1], each cell a run in one array. What lies outside belongs to the border cells. */
export class PointGrid {
  private readonly side: number;
  private readonly starts: Uint32Array;
  private readonly order: Uint32Array;

  constructor(private readonly x: Float32Array, private readonly y: Float32Array) {
    const count = x.length;
    this.side = Math.max(1, Math.min(256, Math.round(Math.sqrt(count / 4))));
    this.starts = new Uint32Array(this.side * this.side + 1);
    this.order = new Uint32Array(count);
    const cells = new Uint32Array(count);
    for (let i = 0; i < count; i++) {
      const cell = this.row(y[i]!) * this.side + this.row(x[i]!);
      cells[i] = cell;
      this.starts[cell + 1]!++;
    }
    for (let c = 0; c < this.side * this.side; c++) this.starts[c + 1]! += this.starts[c]!;
    const next = this.starts.slice(0, -1);
    for (let i = 0; i < count; i++) this.order[next[cells[i]!]!++] = i;
  }

  /** Calls back for every point within the rectangle, until the callback answers false. */
  within(left: number, bottom: number, right: number, top: number, found: (index: number) => boolean | void): void {
    const [c0, c1, r0, r1] = [this.row(left), this.row(right), this.row(bottom), this.row(top)];
    for (let r = r0; r <= r1; r++) {
      for (let at = this.starts[r * this.side + c0]!; at < this.starts[r * this.side + c1 + 1]!; at++) {
        const i = this.order[at]!;
        const [px, py] = [this.x[i]!, this.y[i]!];
        if (px >= left && px <= right && py >= bottom && py <= top && found(i) === false) return;
      }
    }
  }

  /** The nearest points that pass, nearest first; scaleX says how much wider a step to the side looks than one upwards. */
  nearest(x: number, y: number, many: number, radius: number, passes: (index: number) => boolean, scaleX = 1): number[] {
    const best: { index: number; distance: number }[] = [];
    this.within(x - radius / scaleX, y - radius, x + radius / scaleX, y + radius, (index) => {
      const distance = ((this.x[index]! - x) * scaleX) ** 2 + (this.y[index]! - y) ** 2;
      if (distance > radius * radius || (best.length === many && distance >= best[many - 1]!.distance) || !passes(index)) return;
      const place = best.findIndex((b) => b.distance > distance);
      best.splice(place < 0 ? best.length : place, 0, { index, distance });
      if (best.length > many) best.pop();
    });
    return best.map((b) => b.index);
  }

  /**
   * The next point in a direction, as eyes would choose it: near, and not far off the line. The cost of a candidate is its distance times
   * (1 + 2 tan^2 of its angle off the line); those more than 60 degrees off are none.
   */
  towards(from: number, dx: number, dy: number, passes: (index: number) => boolean, scaleX = 1): number | undefined {
    const [x0, y0] = [this.x[from]!, this.y[from]!];
    for (let reach = 0.05; reach < 8; reach *= 2) {
      let best: number | undefined;
      let bestCost = Infinity;
      this.within(x0 - reach / scaleX, y0 - reach, x0 + reach / scaleX, y0 + reach, (index) => {
        if (index === from) return;
        const [ux, uy] = [(this.x[index]! - x0) * scaleX, this.y[index]! - y0];
        const along = ux * dx + uy * dy;
        const aside = Math.abs(ux * dy - uy * dx);
        if (along <= 0 || aside > along * 1.7320508) return;
        const cost = Math.hypot(ux, uy) * (1 + 2 * (aside / along) ** 2);
        if (cost < bestCost && passes(index)) {
          best = index;
          bestCost = cost;
        }
      });
      // A candidate whose cost is more than the reach may have a better rival outside it.
      if (best !== undefined && bestCost <= reach) return best;
      if (best !== undefined && reach >= 4) return best;
    }
    return undefined;
  }

  private row(value: number): number {
    return Math.max(0, Math.min(this.side - 1, Math.floor(((value + 1) / 2) * this.side) || 0));
  }
}
