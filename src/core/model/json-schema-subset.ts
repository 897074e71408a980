import * as z from 'zod';

const Type = z.enum(['null', 'boolean', 'integer', 'number', 'string', 'array', 'object']);
const Count = z.int().nonnegative();
const Name = z.string().max(200);
/** A value to compare with; lists and objects are compared as wholes. */
const Value = z.json();

const Schema = z.strictObject({
  title: z.string().max(500).optional(),
  description: z.string().max(2000).optional(),
  type: z.union([Type, z.array(Type).min(1).max(7)]).optional(),
  enum: z.array(Value).min(1).max(200).optional(),
  const: Value.optional(),
  get properties() {
    return z.record(Name, Schema).optional();
  },
  required: z.array(Name).max(200).optional(),
  get additionalProperties(): z.ZodOptional<z.ZodUnion<readonly [z.ZodBoolean, typeof Schema]>> {
    return z.union([z.boolean(), Schema]).optional();
  },
  minProperties: Count.optional(),
  maxProperties: Count.optional(),
  get items(): z.ZodOptional<z.ZodUnion<readonly [z.ZodBoolean, typeof Schema]>> {
    return z.union([z.boolean(), Schema]).optional();
  },
  get prefixItems() {
    return z.array(Schema).min(1).max(20).optional();
  },
  minItems: Count.optional(),
  maxItems: Count.optional(),
  minLength: Count.optional(),
  maxLength: Count.optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  exclusiveMinimum: z.number().optional(),
  exclusiveMaximum: z.number().optional(),
  multipleOf: z.number().positive().optional(),
  get anyOf() {
    return z.array(Schema).min(1).max(20).optional();
  },
  get oneOf() {
    return z.array(Schema).min(1).max(20).optional();
  },
  get allOf() {
    return z.array(Schema).min(1).max(20).optional();
  },
  get not() {
    return Schema.optional();
  },
});

/**
 * The part of JSON Schema (draft 2020-12) that a scorer may use: what is checked in time linear in the value. Not in it: `$ref` (may go in circles),
 * `pattern` and `format` (expressions of another engine), `uniqueItems` (quadratic). Strict: another keyword is an error, never passed over.
 */
export const JsonSchemaSubset: z.ZodType<JsonSchemaSubset> = Schema;
// Not the inferred type: that one goes in circles, and with it every type that holds a configuration.
export type JsonSchemaSubset = Readonly<Record<string, unknown>>;

/** Most characters of a schema as JSON. */
export const MAX_JSON_SCHEMA_LENGTH = 20_000;
