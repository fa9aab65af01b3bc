/** What stands in the way, in one line for a person. */
export class NoRedis extends Error {}

export interface RedisServer {
  readonly url: string;
  readonly port: number;
  freeze(): void;
  thaw(): void;
  kill(): Promise<void>;
  restart(): Promise<void>;
  stop(): Promise<void>;
}

export function startRedis(options?: {
  readonly settings?: Readonly<Record<string, string | number>>;
  readonly port?: number;
}): Promise<RedisServer>;
