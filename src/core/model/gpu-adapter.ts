import * as z from 'zod';

const limit = z.int().nonnegative();

/** Limits of WebGPU that large weights and caches need; a device is asked for as much of each as its adapter has (RUNTIMES §9). */
const GpuLimits = z.strictObject({
  maxBufferSize: limit,
  maxStorageBufferBindingSize: limit,
  maxComputeWorkgroupStorageSize: limit,
  maxComputeInvocationsPerWorkgroup: limit,
  maxComputeWorkgroupSizeX: limit,
  maxStorageBuffersPerShaderStage: limit,
});

/** Their names. */
export const GPU_LIMITS = GpuLimits.keyof().options;

/** The graphics adapter of a page as WebGPU describes it; texts are empty where the browser says nothing. */
export const GpuAdapter = z.strictObject({
  vendor: z.string().max(200),
  architecture: z.string().max(200),
  device: z.string().max(200),
  description: z.string().max(500),
  /** True where the processor stands in for a GPU. */
  isFallbackAdapter: z.boolean(),
  /** All that it has, sorted. */
  features: z.array(z.string().max(100)).max(200),
  /** What devices are asked for. */
  limits: GpuLimits,
});
export type GpuAdapter = z.infer<typeof GpuAdapter>;
