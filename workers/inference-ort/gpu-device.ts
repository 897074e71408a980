import { createFailure, type Failure } from '#core/errors/failure.ts';
import { toFailed, toOk, type Result } from '#core/errors/result.ts';
import type { GpuInfo } from '#core/model/effective-config.ts';
import { GPU_LIMITS } from '#core/model/gpu-adapter.ts';
import type { Dtype } from '#core/model/model-ref.ts';
import type { DeviceWatch } from '#workers/decode/create-inference-api.ts';

/** Precisions whose kernels compute with half-precision numbers. */
const HALF_PRECISION: readonly Dtype[] = ['fp16', 'q4f16'];

/** A GPU of our own, so that its features are chosen here and its loss is seen. */
export interface OpenedGpu extends DeviceWatch {
  readonly device: GPUDevice;
  readonly info: GpuInfo;
}

/**
 * Opens a device for a model of this precision. `subgroups` is never asked for: the runtime's attention over subgroups gave wrong
 * logits for prompts of 32 tokens and more (RUNTIMES §0.10). Fails with `runtime-unsupported` where there is no WebGPU, or no `shader-f16` for a model
 * that needs it.
 */
export async function openGpu(dtype: Dtype): Promise<Result<OpenedGpu>> {
  const adapter = await findAdapter();
  if (adapter === null) {
    return toFailed(
      'runtime-unsupported',
      'This browser offers no WebGPU adapter: choose WebAssembly as the device, or a browser and machine with WebGPU.',
      { location: 'device' },
    );
  }
  const hasHalfPrecision = adapter.features.has('shader-f16');
  if (HALF_PRECISION.includes(dtype) && !hasHalfPrecision) {
    return toFailed(
      'runtime-unsupported',
      `The ${dtype} graph computes with half-precision numbers, which this GPU does not have (shader-f16): choose the fp32 or the q4 graph, or WebAssembly as the device.`,
      { location: 'dtype' },
    );
  }
  const requiredFeatures: GPUFeatureName[] = hasHalfPrecision ? ['shader-f16'] : [];
  const requiredLimits = Object.fromEntries(GPU_LIMITS.map((name) => [name, adapter.limits[name]]));
  const device = await adapter.requestDevice({ requiredFeatures, requiredLimits });
  const { vendor, architecture } = adapter.info;
  return toOk({ device, info: { vendor, architecture, features: requiredFeatures }, ...watch(device) });
}

async function findAdapter(): Promise<GPUAdapter | null> {
  // Absent in browsers without WebGPU and on pages that are not secure, whatever the types say.
  const gpu = (navigator as { readonly gpu?: GPU }).gpu;
  return (await gpu?.requestAdapter({ powerPreference: 'high-performance' })) ?? null;
}

/** Turns the two ways in which a device tells of trouble into failures. */
function watch(device: GPUDevice): DeviceWatch {
  let failure: Failure | null = null;
  device.addEventListener('uncapturederror', (event) => {
    event.preventDefault();
    failure ??= toErrorFailure(event.error);
  });
  const lost = device.lost.then(({ reason, message }) => {
    failure = createFailure('device-lost', 'The GPU was lost while the model was running. It is started anew.', {
      detail: `${reason}: ${message}`,
    });
    return failure;
  });
  return {
    lost,
    lose: () => device.destroy(),
    takeFailure: () => {
      const taken = failure;
      if (taken?.code !== 'device-lost') failure = null;
      return taken;
    },
  };
}

function toErrorFailure({ message, constructor }: GPUError): Failure {
  return constructor.name === 'GPUOutOfMemoryError'
    ? createFailure('out-of-memory', 'The memory of the GPU is exhausted. Choose a smaller model or a smaller batch.', {
        detail: message,
      })
    : createFailure('internal', 'The GPU refused a command, so what it computed cannot be trusted.', {
        detail: message,
      });
}
