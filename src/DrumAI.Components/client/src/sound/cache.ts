/** Keeps what was used last, up to a number of bytes. What is larger than all of it is not kept. */
export class ByteCache<T> {
  private readonly items = new Map<number, { value: T; bytes: number }>();
  private held = 0;

  constructor(private capacity: number) {}

  get bytes(): number {
    return this.held;
  }

  get size(): number {
    return this.items.size;
  }

  has(key: number): boolean {
    return this.items.has(key);
  }

  /** The value, which is now the one used last. */
  get(key: number): T | undefined {
    const item = this.items.get(key);
    if (!item) return undefined;
    this.items.delete(key);
    this.items.set(key, item);
    return item.value;
  }

  set(key: number, value: T, bytes: number): void {
    this.delete(key);
    if (bytes > this.capacity) return;
    this.items.set(key, { value, bytes });
    this.held += bytes;
    this.trim();
  }

  delete(key: number): void {
    const item = this.items.get(key);
    if (!item) return;
    this.items.delete(key);
    this.held -= item.bytes;
  }

  clear(): void {
    this.items.clear();
    this.held = 0;
  }

  resize(capacity: number): void {
    this.capacity = capacity;
    this.trim();
  }

  private trim(): void {
    for (const key of this.items.keys()) {
      if (this.held <= this.capacity) return;
      this.delete(key);
    }
  }
}
