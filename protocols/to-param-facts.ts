import * as z from 'zod';
import type { ParamValue } from '#core/model/perturbation-params.ts';
import type { Perturbation } from './perturbation.ts';

interface FactBase {
  readonly name: string;
  readonly initial: ParamValue;
}

/** A parameter of a perturbation as a form needs it; `data` stands for lists and tables that are written as JSON. */
export type ParamFact =
  | (FactBase & {
      readonly type: 'number';
      readonly isWhole: boolean;
      readonly minimum: number | null;
      readonly maximum: number | null;
    })
  | (FactBase & { readonly type: 'choice'; readonly choices: readonly string[] })
  | (FactBase & { readonly type: 'flag' | 'text' | 'data' });

/** The part of a JSON Schema that is read here. */
const Described = z.object({
  type: z.string().optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  enum: z.array(z.string()).optional(),
});
const DescribedObject = z.object({ properties: z.record(z.string(), Described).default({}) });

/** The parameters of a perturbation in the order of its schema, with their ranges and defaults. */
export function toParamFacts({ paramsSchema, defaultParams }: Perturbation): readonly ParamFact[] {
  const { properties } = DescribedObject.parse(z.toJSONSchema(paramsSchema));
  return Object.entries(properties).map(([name, property]): ParamFact => {
    const base = { name, initial: defaultParams[name] ?? '' };
    if (property.enum !== undefined) return { ...base, type: 'choice', choices: property.enum };
    const { type, minimum = null, maximum = null } = property;
    if (type === 'number' || type === 'integer')
      return { ...base, type: 'number', isWhole: type === 'integer', minimum, maximum };
    if (type === 'boolean') return { ...base, type: 'flag' };
    return { ...base, type: type === 'string' ? 'text' : 'data' };
  });
}

/** A value of a parameter as text. */
export function toParamText(value: ParamValue): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** The values that a parameter takes, in words. */
export function toRangeText(fact: ParamFact): string {
  switch (fact.type) {
    case 'number':
      return `${fact.isWhole ? 'whole number' : 'number'} ${toBounds(fact.minimum, fact.maximum)}`.trim();
    case 'choice':
      return fact.choices.join(', ');
    case 'flag':
      return 'true, false';
    case 'text':
      return 'text';
    case 'data':
      return 'data as JSON';
    default:
      return fact satisfies never;
  }
}

function toBounds(minimum: number | null, maximum: number | null): string {
  if (minimum !== null && maximum !== null) return `from ${minimum} to ${maximum}`;
  return minimum === null ? '' : `from ${minimum}`;
}
