import type { GpuAdapter } from '#core/model/gpu-adapter.ts';

/** The adapter that a model on WebGPU gets, asked for as its worker does; null where the browser has none. */
export async function probeGpu(): Promise<GpuAdapter | null> {
  const { gpu } = navigator as { readonly gpu?: GPU };
  const adapter = (await gpu?.requestAdapter({ powerPreference: 'high-performance' })) ?? null;
  if (adapter === null) return null;
  const { info, features, limits } = adapter;
  const { vendor, architecture, device, description, isFallbackAdapter } = info;
  return {
    vendor,
    architecture,
    device,
    description,
    isFallbackAdapter,
    features: [...features].toSorted(),
    limits: {
      maxBufferSize: limits.maxBufferSize,
      maxStorageBufferBindingSize: limits.maxStorageBufferBindingSize,
      maxComputeWorkgroupStorageSize: limits.maxComputeWorkgroupStorageSize,
      maxComputeInvocationsPerWorkgroup: limits.maxComputeInvocationsPerWorkgroup,
      maxComputeWorkgroupSizeX: limits.maxComputeWorkgroupSizeX,
      maxStorageBuffersPerShaderStage: limits.maxStorageBuffersPerShaderStage,
    },
  };
}
