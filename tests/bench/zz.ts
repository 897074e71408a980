import { measureRunOverhead } from '/work/main/tests/bench/run-overhead.ts';
console.log(await measureRunOverhead());
