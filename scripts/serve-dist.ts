// Serves dist/ until stopped: node scripts/serve-dist.ts [--port 4173] [--build]
import { parseArgs } from 'node:util';
import { buildApp } from './build.ts';
import { serveDist } from './serve.ts';

const { values } = parseArgs({ options: { port: { type: 'string' }, build: { type: 'boolean', default: false } } });
if (values.build) await buildApp();
const port = values.port === undefined ? {} : { port: Number(values.port), strictPort: true };
const { url } = await serveDist(port);
console.log(url);
