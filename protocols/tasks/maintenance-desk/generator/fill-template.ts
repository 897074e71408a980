import { assert } from '#core/errors/assert.ts';

/** The template with every `{slot}` replaced by its value. */
export function fillTemplate(template: string, values: Readonly<Record<string, string>>): string {
  return template.replaceAll(/\{(\w+)\}/g, (_, slot: string) => {
    const value = values[slot];
    assert(value !== undefined, `no value for {${slot}} in: ${template}`);
    return value;
  });
}
