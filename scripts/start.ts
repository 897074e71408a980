// npm start [-- --port 4173] [-- --no-open]: builds what is not built, serves it, opens the page.
import { parseArgs } from 'node:util';
import { buildApp } from './build.ts';
import { openInBrowser } from './open-in-browser.ts';
import { serveDist } from './serve.ts';

const { values } = parseArgs({
  options: { port: { type: 'string', default: '4173' }, 'no-open': { type: 'boolean', default: false } },
});

await buildApp();
const { url } = await serveDist({ port: Number(values.port) });
console.log(`\nPlumbline is at ${url}\nStop it with Ctrl-C.`);
if (!values['no-open'] && process.env['CI'] === undefined) openInBrowser(url);
