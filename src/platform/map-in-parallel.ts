import { toOk, type Result } from '#core/errors/result.ts';

/** Maps in order of the items, at most `limit` at a time; after the first failure none is begun, and that failure is the result. */
export async function mapInParallel<Item, Value>(
  items: readonly Item[],
  limit: number,
  map: (item: Item) => Promise<Result<Value>>,
): Promise<Result<readonly Value[]>> {
  const values = new Map<number, Value>();
  let next = 0;
  let failed: Result<never> | null = null;
  const work = async (): Promise<void> => {
    while (failed === null && next < items.length) {
      const position = next;
      next += 1;
      const mapped = await map(items[position] as Item);
      if (mapped.ok) values.set(position, mapped.value);
      else failed ??= mapped;
    }
  };
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, work));
  return failed ?? toOk(items.map((_, position) => values.get(position) as Value));
}
