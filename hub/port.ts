import { createServer } from 'node:net';

/** Throws a sentence for the operator when the endpoint's port is taken, before anything else is started. */
export async function assertPortFree(host: string, port: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => {
      const taken = error.code === 'EADDRINUSE' || error.code === 'EACCES';
      reject(
        new Error(
          taken
            ? `Port ${port} is taken: set HUB_PORT to another one.`
            : `Cannot listen on ${host}:${port}: set HUB_HOST and HUB_PORT.`,
        ),
      );
    });
    probe.listen({ host, port }, () => probe.close(() => resolve()));
  });
}
