import type { Device } from '../model/model-ref.ts';

const textByDevice: Readonly<Record<Device, string>> = { wasm: 'WebAssembly', webgpu: 'WebGPU' };

/** What a device is called. */
export function toDeviceText(device: Device): string {
  return textByDevice[device];
}
