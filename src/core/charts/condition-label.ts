/** Parts of a condition id for a person: `kbd_typo@1:rate=0.05#0` → name `kbd_typo`, detail `rate 0.05`. */
export interface ConditionLabel {
  readonly name: string;
  /** Parameters and, from the second on, the variant (1-based for a person); empty when there is nothing to add. */
  readonly detail: string;
}

/** Label of a condition id; an id of another form stands for itself. */
export function toConditionLabel(conditionId: string): ConditionLabel {
  const axis = /^axis:([a-z-]+)=(.+)$/.exec(conditionId);
  if (axis !== null) return { name: toAxisText(axis[1] ?? '', axis[2] ?? ''), detail: '' };
  const match = /^([^@]+)@\d+(?::(.*))?#(\d+)$/s.exec(conditionId);
  const [, name, params, variant] = match ?? [];
  if (name === undefined || variant === undefined) return { name: conditionId, detail: '' };
  const pairs = (params ?? '').split(',').filter((pair) => pair !== '');
  const variants = variant === '0' ? [] : [`variant ${Number(variant) + 1}`];
  const detail = [...pairs.map((pair) => pair.replace('=', ' ')), ...variants].join(', ');
  return { name, detail };
}

/** A value of an axis: `top-p 0.9`; a token limit is a share of the configuration's. */
function toAxisText(type: string, value: string): string {
  if (type === 'retokenise') return `other tokens ${value}`;
  return type === 'max-tokens' ? `max tokens × ${value}` : `${type.replace('repetition-', 'repetition ')} ${value}`;
}

/** The same as one text. */
export function toConditionText(conditionId: string): string {
  const { name, detail } = toConditionLabel(conditionId);
  return detail === '' ? name : `${name}, ${detail}`;
}
