import type * as z from 'zod';

/** True only for JSON values that a schema takes and gives back as they are; false = ask the schema. */
export type Acceptor<T> = (value: unknown) => value is T;

type Accepts = (value: unknown) => boolean;

/**
 * A quick test for values that plainly follow a schema. Reading a large run is mostly parsing rows that are right; a page that
 * allows no `eval` makes zod interpret its schema for each of them, at ten times the cost. What this cannot judge — refinements,
 * transformations, kinds of nodes that rows do not use — it leaves to the schema by saying false, so messages and results are
 * always those of the schema.
 */
export function createAcceptor<T>(schema: z.ZodType<T>): Acceptor<T> {
  const accepts = toAccepts(schema);
  return (value): value is T => accepts(value);
}

function never(): boolean {
  return false;
}

function toAccepts(schema: z.core.$ZodType): Accepts {
  // Every schema of the library is one of this union; its `def` says which.
  const { def } = (schema as z.core.$ZodTypes)._zod;
  // oxlint-disable-next-line typescript/switch-exhaustiveness-check -- kinds that rows do not use are left to the schema
  switch (def.type) {
    case 'string':
      return withChecks(def.checks, (value) => typeof value === 'string', 'format' in def);
    case 'number': {
      const isOfKind: Accepts =
        'format' in def && def.format === 'safeint' ? Number.isSafeInteger : (value) => Number.isFinite(value);
      return withChecks(def.checks, isOfKind, 'format' in def && def.format !== 'safeint');
    }
    case 'boolean':
      return withChecks(def.checks, (value) => typeof value === 'boolean', false);
    case 'null':
      return (value) => value === null;
    case 'literal': {
      const values = new Set<unknown>(def.values);
      return (value) => values.has(value);
    }
    case 'enum': {
      const values = new Set<unknown>(Object.values(def.entries));
      return (value) => values.has(value);
    }
    case 'nullable': {
      const inner = toAccepts(def.innerType);
      return (value) => value === null || inner(value);
    }
    case 'optional':
    case 'readonly':
      return toAccepts(def.innerType);
    case 'array':
      return toArrayAccepts(def);
    case 'tuple':
      return toTupleAccepts(def);
    case 'record':
      return toRecordAccepts(def);
    case 'object':
      return toObjectAccepts(def);
    case 'union':
      return toUnionAccepts(def);
    default:
      return never;
  }
}

/** Adds lengths, bounds and patterns; any other check, or `isSpecial`, leaves all values to the schema. */
function withChecks(
  checks: readonly z.core.$ZodCheck<never>[] | undefined,
  accepts: Accepts,
  isSpecial: boolean,
): Accepts {
  if (isSpecial) return never;
  let all = accepts;
  for (const check of checks ?? []) {
    const next = toCheck(check);
    if (next === null) return never;
    const before = all;
    all = (value) => before(value) && next(value);
  }
  return all;
}

function toCheck(check: z.core.$ZodCheck<never>): Accepts | null {
  // Every check of the library is one of this union; `check` in its `def` says which.
  const { def } = (check as unknown as z.core.$ZodChecks)._zod;
  // oxlint-disable-next-line typescript/switch-exhaustiveness-check -- checks that rows do not use are left to the schema
  switch (def.check) {
    case 'greater_than': {
      const { value: bound, inclusive } = def;
      return (value) => typeof value === 'number' && (inclusive ? value >= Number(bound) : value > Number(bound));
    }
    case 'less_than': {
      const { value: bound, inclusive } = def;
      return (value) => typeof value === 'number' && (inclusive ? value <= Number(bound) : value < Number(bound));
    }
    case 'number_format':
      return def.format === 'safeint' ? Number.isSafeInteger : null;
    case 'min_length': {
      const { minimum } = def;
      return (value) => toLength(value) >= minimum;
    }
    case 'max_length': {
      const { maximum } = def;
      return (value) => toLength(value) <= maximum;
    }
    case 'string_format': {
      const { format, pattern } = def;
      if (format !== 'regex' || pattern === undefined || pattern.global || pattern.sticky) return null;
      return (value) => typeof value === 'string' && pattern.test(value);
    }
    default:
      return null;
  }
}

function toLength(value: unknown): number {
  return typeof value === 'string' || Array.isArray(value) ? value.length : Number.NaN;
}

function toArrayAccepts({ element, checks }: z.core.$ZodArrayDef): Accepts {
  const inner = toAccepts(element);
  return withChecks(checks, (value) => Array.isArray(value) && value.every(inner), false);
}

function toTupleAccepts({ items, rest, checks }: z.core.$ZodTupleDef): Accepts {
  if (rest !== null || (checks?.length ?? 0) > 0) return never;
  const inner = items.map(toAccepts);
  return (value) =>
    Array.isArray(value) && value.length === inner.length && inner.every((accepts, index) => accepts(value[index]));
}

function toRecordAccepts({ keyType, valueType, checks }: z.core.$ZodRecordDef): Accepts {
  const key = toAccepts(keyType);
  const inner = toAccepts(valueType);
  if ((checks?.length ?? 0) > 0) return never;
  return (value) => isRecord(value) && Object.entries(value).every(([name, entry]) => key(name) && inner(entry));
}

function toObjectAccepts({ shape, catchall, checks }: z.core.$ZodObjectDef): Accepts {
  // A strict object's other keys have the type `never`; one that drops or keeps them is not given back as it is.
  if (catchall?._zod.def.type !== 'never' || (checks?.length ?? 0) > 0) return never;
  const fields = Object.entries(shape).map(([name, field]) => ({
    name,
    isOptional: field._zod.def.type === 'optional',
    accepts: toAccepts(field),
  }));
  return (value) => {
    if (!isRecord(value)) return false;
    let present = 0;
    for (const { name, isOptional, accepts } of fields) {
      const entry = value[name];
      if (entry === undefined) {
        if (!isOptional) return false;
      } else {
        if (!accepts(entry)) return false;
        present += 1;
      }
    }
    return Object.keys(value).length === present;
  };
}

function toUnionAccepts(def: z.core.$ZodUnionDef): Accepts {
  if ((def.checks?.length ?? 0) > 0) return never;
  const options = def.options.map(toAccepts);
  const name = 'discriminator' in def && typeof def.discriminator === 'string' ? def.discriminator : null;
  const byLiteral = name === null ? null : toOptionByLiteral(def.options, name);
  if (name === null || byLiteral === null) return (value) => options.some((accepts) => accepts(value));
  return (value) => {
    const index = isRecord(value) ? byLiteral.get(value[name]) : undefined;
    return index !== undefined && options[index]?.(value) === true;
  };
}

/** Place of the option for each literal of the discriminator; null when an option does not name it plainly. */
function toOptionByLiteral(options: readonly z.core.$ZodType[], name: string): ReadonlyMap<unknown, number> | null {
  const places = new Map<unknown, number>();
  for (const [index, option] of options.entries()) {
    // As in `toAccepts`.
    const { def } = (option as z.core.$ZodTypes)._zod;
    const field = def.type === 'object' ? def.shape[name] : undefined;
    const literal = field === undefined ? null : (field as z.core.$ZodTypes)._zod.def;
    if (literal?.type !== 'literal') return null;
    for (const value of literal.values) places.set(value, index);
  }
  return places;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
