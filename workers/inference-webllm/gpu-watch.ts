import { createFailure, type Failure } from '#core/errors/failure.ts';
import type { GpuInfo } from '#core/model/effective-config.ts';
import type { DeviceWatch } from '#workers/decode/create-inference-api.ts';

/** The device that a library opened for itself. */
interface WatchedGpu extends DeviceWatch {
  readonly info: GpuInfo;
}

/**
 * Sees which device is opened while `open` runs: the package opens its own and shows it to nobody. Null where none was opened.
 */
export async function watchGpu<T>(
  open: () => Promise<T>,
): Promise<{ readonly opened: T; readonly gpu: WatchedGpu | null }> {
  if (typeof GPUAdapter === 'undefined') return { opened: await open(), gpu: null };
  // Called with the adapter as `this`, as the page's own call would.
  // oxlint-disable-next-line typescript/unbound-method
  const { requestDevice } = GPUAdapter.prototype;
  let gpu: WatchedGpu | null = null;
  GPUAdapter.prototype.requestDevice = async function watched(descriptor) {
    const device = await requestDevice.call(this, descriptor);
    const { vendor, architecture } = this.info;
    gpu = { info: { vendor, architecture, features: [...(descriptor?.requiredFeatures ?? [])] }, ...watch(device) };
    return device;
  };
  try {
    const opened = await open();
    return { opened, gpu };
  } finally {
    GPUAdapter.prototype.requestDevice = requestDevice;
  }
}

function watch(device: GPUDevice): DeviceWatch {
  let failure: Failure | null = null;
  device.addEventListener('uncapturederror', ({ error }) => {
    failure ??= createFailure(
      error instanceof GPUOutOfMemoryError ? 'out-of-memory' : 'internal',
      error instanceof GPUOutOfMemoryError
        ? 'The memory of the GPU is exhausted. Choose a smaller model.'
        : 'The GPU refused a command, so what it computed cannot be trusted.',
      { detail: error.message },
    );
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
