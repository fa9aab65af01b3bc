// WFS 2.0: Debian's MapServer, run once for each request, as a web server runs a CGI program. Maps and their data are files that the
// suites write to a folder: <folder>/land.map is the map "LAND".
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { answerByCgi } from './kit/cgi.mjs';
import { needDebian } from './kit/debian.mjs';

const program = '/usr/bin/mapserv';

export async function start() {
  needDebian(['cgi-mapserver'], () => existsSync(program));
  needDebian(['proj-bin'], () => existsSync('/usr/bin/cs2cs'));
  const folder = mkdtempSync(join(tmpdir(), 'mapserver-'));
  const configuration = join(folder, 'mapserver.conf');
  const maps = `MAPS\nLAND "${join(folder, 'land.map')}"\nEND`;
  writeFileSync(configuration, `CONFIG\nENV\nMS_MAP_PATTERN "^${folder}/"\nEND\n${maps}\nEND\n`);
  const running = new Set();
  const server = createServer((request, response) => {
    const child = spawn(program, [], { env: cgiVariables(request, { MAPSERVER_CONFIG_FILE: configuration }) });
    running.add(child);
    child.once('close', () => running.delete(child));
    answerByCgi(child, request, response);
  });
  await new Promise((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  return {
    env: { MAPSERVER_URL: `http://127.0.0.1:${server.address().port}`, MAPSERVER_FOLDER: folder },
    async stop() {
      for (const child of running) child.kill('SIGKILL');
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** RFC 3875, 4.1, as far as MapServer reads it. */
function cgiVariables({ method, url, headers, socket }, own) {
  const { pathname, search } = new URL(url, 'http://localhost');
  return {
    PATH: process.env.PATH,
    ...own,
    GATEWAY_INTERFACE: 'CGI/1.1',
    SERVER_PROTOCOL: 'HTTP/1.1',
    SERVER_NAME: '127.0.0.1',
    SERVER_PORT: String(socket.localPort),
    REQUEST_METHOD: method,
    SCRIPT_NAME: '',
    // A path below the program is that of its OGC API.
    ...(pathname !== '/' && { PATH_INFO: pathname }),
    QUERY_STRING: search.slice(1),
    HTTP_HOST: headers.host ?? '',
    HTTP_ACCEPT: headers.accept ?? '',
    CONTENT_TYPE: headers['content-type'] ?? '',
    CONTENT_LENGTH: headers['content-length'] ?? '',
  };
}
