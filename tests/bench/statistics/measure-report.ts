// node --expose-gc tests/bench/statistics/measure-report.ts <trials>: one measurement as JSON, in a process of its own.
import { measureReportSpeed } from './report-speed.ts';

console.log(JSON.stringify(measureReportSpeed(Number(process.argv[2]))));
