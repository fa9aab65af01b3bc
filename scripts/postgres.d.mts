export class NoPostgres extends Error {}

export interface PostgresServer {
  readonly url: string;
  /** The folder of its data. */
  readonly data: string;
  freeze(): void;
  thaw(): void;
  crash(): Promise<void>;
  restart(): Promise<void>;
  stop(): Promise<void>;
}

export function startPostgres(options?: {
  readonly folder?: string;
  readonly settings?: Readonly<Record<string, string | number>>;
}): Promise<PostgresServer>;
