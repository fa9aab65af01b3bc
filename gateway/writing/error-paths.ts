type Path = readonly (string | number)[];

interface PathNode {
  ends: boolean;
  readonly below: Map<string | number, PathNode>;
}

/** The paths of errors, to be asked whether a null at some place has its error. */
export class ErrorPaths {
  readonly #root: PathNode = { ends: false, below: new Map() };

  add(path: Path): void {
    let at = this.#root;
    for (const key of path) {
      const next = at.below.get(key) ?? { ends: false, below: new Map() };
      at.below.set(key, next);
      at = next;
    }
    at.ends = true;
  }

  /** Is there an error at the path, below it, or at what it is part of? */
  covers(path: Path): boolean {
    let at: PathNode = this.#root;
    for (const key of path) {
      if (at.ends) return true;
      const next = at.below.get(key);
      if (!next) return false;
      at = next;
    }
    return true;
  }
}
