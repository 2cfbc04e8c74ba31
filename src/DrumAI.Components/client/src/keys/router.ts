import { chordOf } from './chord.ts';
import { engine } from '../sound.ts';
import { tell, type DotNetObject } from '../shared.ts';

/** Commands that act in the browser before .NET hears of them. */
export type Instant = 'replay' | 'stop' | 'next' | 'previous' | `focus:${string}`;

export interface KeyBinding {
  chord: string;
  command: string;
  /** What the browser does at once, if anything. */
  instant?: Instant | null;
  /** Also while a text field has the focus. */
  inText?: boolean;
}

/** The sounds that arrows walk through, in the order of the list; only those near the current one need be known. */
export interface PlayList {
  ids: number[];
  current: number | null;
}

const textFields = 'input:not([type=checkbox]):not([type=radio]):not([type=range]):not([type=button]), textarea, select, [contenteditable=true]';

/** Whoever types on at once must not give commands: the field is reached before the next key. */
function focus(id: string): void {
  const field = document.getElementById(id);
  field?.focus();
  if (field instanceof HTMLInputElement) field.select();
}

/** Turns key presses into named commands. One listener for the page. */
export class KeyRouter {
  private bindings = new Map<string, KeyBinding>();
  private list: PlayList = { ids: [], current: null };
  private readonly abort = new AbortController();

  constructor(private readonly dotnet: DotNetObject, bindings: KeyBinding[]) {
    this.setBindings(bindings);
    addEventListener('keydown', (event) => this.handle(event), { signal: this.abort.signal });
  }

  setBindings(bindings: KeyBinding[]): void {
    this.bindings = new Map(bindings.map((b) => [b.chord, b]));
  }

  setList(list: PlayList): void {
    this.list = list;
    this.preload();
  }

  /** The current sound, told by a click before .NET hears of it. */
  setCurrent(id: number): void {
    this.list.current = id;
  }

  /** The next key press, by name, instead of what it would do: for binding a key anew. */
  capture(): Promise<string> {
    return new Promise((resolve) => {
      const take = (event: KeyboardEvent) => {
        if (['Shift', 'Control', 'Alt', 'Meta'].includes(event.key)) return;
        event.preventDefault();
        event.stopImmediatePropagation();
        removeEventListener('keydown', take, true);
        resolve(chordOf(event));
      };
      addEventListener('keydown', take, true);
    });
  }

  dispose(): void {
    this.abort.abort();
  }

  handle(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.isComposing) return;
    const binding = this.bindings.get(chordOf(event));
    if (!binding) return;
    const target = event.target instanceof Element ? event.target : null;
    if (target?.closest(textFields) && !binding.inText) return;
    // A button or link keeps the key that presses it.
    if (target?.closest('button, a[href], [role=button], [role=menuitem], [role=tab], [role=switch], [role=slider]') && (event.key === ' ' || event.key === 'Enter')) return;
    if (target?.closest('[role=slider], [role=separator], input[type=range], [role=menu], [role=listbox], [role=tablist]') && event.key.startsWith('Arrow')) return;
    event.preventDefault();
    const id = this.actNow(binding.instant ?? null, event);
    tell(this.dotnet, 'OnCommand', binding.command, id);
  }

  /** The id of the sound that is now the current one, where the command moved to it. */
  private actNow(instant: Instant | null, event: KeyboardEvent): number | null {
    const { list } = this;
    if (instant === 'stop') engine().stop();
    else if (instant?.startsWith('focus:')) focus(instant.slice('focus:'.length));
    else if (instant === 'replay') {
      if (list.current !== null) engine().play(list.current, { requestedMs: event.timeStamp });
    } else if (instant === 'next' || instant === 'previous') {
      const at = list.current === null ? -1 : list.ids.indexOf(list.current);
      const to = list.current === null ? 0 : at + (instant === 'next' ? 1 : -1);
      const id = list.ids[to];
      if (id === undefined || (list.current !== null && at < 0)) return list.current;
      list.current = id;
      engine().play(id, { requestedMs: event.timeStamp });
      this.preload();
    }
    return list.current;
  }

  private preload(): void {
    const { ids, current } = this.list;
    const at = Math.max(0, current === null ? 0 : ids.indexOf(current));
    const near: number[] = [];
    for (let step = 0; step <= 12; step++) {
      if (ids[at + step] !== undefined) near.push(ids[at + step]!);
      if (step > 0 && ids[at - step] !== undefined) near.push(ids[at - step]!);
    }
    if (near.length > 0) engine().preload(near);
  }
}
