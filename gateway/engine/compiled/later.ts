import type { Fault } from './faults.js';

/** A fetch that something waits for. */
interface Landing {
  readonly landed: Promise<void>;
  readonly land: () => void;
  /** Requests it is made of. */
  open: number;
}

/** The later parts of one run of a plan: on what they wait, and what becomes of them. */
export class LaterParts {
  readonly #landings = new Map<string, Landing>();
  readonly #parts = new Map<string, Promise<readonly Fault[]>[]>();

  /** Says that a fetch of the plan is one more request. */
  expect(id: string): void {
    this.#landingOf(id).open++;
  }

  /** Says that one request of a fetch is answered, and merged. */
  land(id: string): void {
    const landing = this.#landingOf(id);
    if (--landing.open <= 0) landing.land();
  }

  /** Says that a fetch is answered, or will not be made. */
  close(id: string): void {
    this.#landingOf(id).land();
  }

  /** Resolves once all these are answered. */
  async landed(ids: readonly string[]): Promise<void> {
    await Promise.all(ids.map((id) => this.#landingOf(id).landed));
  }

  /** Says that what a part tells is being fetched; resolves with what goes wrong. */
  begin(label: string, fetched: Promise<readonly Fault[]>): void {
    // Told to whoever asks for the part, and not before.
    fetched.catch(() => undefined);
    this.#parts.set(label, [...(this.#parts.get(label) ?? []), fetched]);
  }

  /** Resolves once all is there that a part tells, with what went wrong. Of a part that nothing is fetched for, all is. */
  async part(label: string): Promise<readonly Fault[]> {
    return (await Promise.all(this.#parts.get(label) ?? [])).flat();
  }

  #landingOf(id: string): Landing {
    let landing = this.#landings.get(id);
    if (!landing) {
      let land!: () => void;
      const landed = new Promise<void>((resolve) => (land = resolve));
      this.#landings.set(id, (landing = { landed, land, open: 0 }));
    }
    return landing;
  }
}
