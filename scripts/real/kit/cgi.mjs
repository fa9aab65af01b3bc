const blankLine = /\r?\n\r?\n/;

/** Hands `request` to a CGI program and its answer to `response` (RFC 3875, 6): 500 where it ends without one. */
export function answerByCgi(program, request, response) {
  const chunks = [];
  program.stdout.on('data', (chunk) => chunks.push(chunk));
  program.stderr.resume();
  // It may end before it has read all of the body.
  program.stdin.on('error', () => undefined);
  request.pipe(program.stdin);
  response.once('close', () => program.kill('SIGKILL'));
  program.once('error', () => response.writeHead(500).end());
  program.once('close', () => {
    if (response.headersSent) return;
    const { status, headers, body } = readAnswer(Buffer.concat(chunks));
    response.writeHead(status, headers).end(body);
  });
}

function readAnswer(bytes) {
  // One byte to one character, so that places in the text are places in the bytes.
  const text = bytes.toString('latin1');
  const end = blankLine.exec(text);
  if (!end) return { status: 500, headers: {}, body: '' };
  const lines = text
    .slice(0, end.index)
    .split(/\r?\n/)
    .map((line) => [line.slice(0, line.indexOf(':')).trim().toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]);
  const status = Number.parseInt(lines.find(([name]) => name === 'status')?.[1] ?? '200', 10);
  return {
    status,
    headers: Object.fromEntries(lines.filter(([name]) => name !== 'status')),
    body: bytes.subarray(end.index + end[0].length),
  };
}
