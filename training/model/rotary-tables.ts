import type { NetworkShape } from './network-shape.ts';

/**
 * Cosines and sines of the angle position / theta^(2j / headDim), each [contextLength, headDim / 2].
 * Source: Su et al. 2021, arXiv:2104.09864, eq. 15.
 */
export function toRotaryTables(
  shape: Pick<NetworkShape, 'contextLength' | 'headDim' | 'ropeTheta'>,
): Readonly<Record<'cosines' | 'sines', Float32Array>> {
  const half = shape.headDim / 2;
  const toTable = (wave: (angle: number) => number): Float32Array =>
    Float32Array.from({ length: shape.contextLength * half }, (_, index) => {
      const pair = index % half;
      return wave((index - pair) / half / shape.ropeTheta ** ((2 * pair) / shape.headDim));
    });
  return { cosines: toTable(Math.cos), sines: toTable(Math.sin) };
}
