// Loaded into a gateway before anything else: tells the process that started it, when asked, how late its event loop came round since it
// was last asked. Milliseconds; the timer it measures by takes one of them itself.
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { isMainThread } from 'node:worker_threads';

if (isMainThread && process.send) {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  process.on('message', (message) => {
    if (message !== 'loop delay') return;
    const ms = (nanoseconds) => nanoseconds / 1e6;
    process.send({ p50: ms(delay.percentile(50)), p99: ms(delay.percentile(99)), max: ms(delay.max) });
    delay.reset();
  });
  process.channel.unref();
}
