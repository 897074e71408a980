import './dynamic-import-shim.ts';
import '../../../workers/inference-ort/inference-ort.worker.ts';
