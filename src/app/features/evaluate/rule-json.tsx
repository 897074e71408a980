import { AreaField } from '#app/ui/field.tsx';
import type { ScorerRule } from '#core/model/scorer.ts';
import { parseScorerRule } from '#core/model/parse-scorer.ts';
import { useState, type JSX } from 'react';

export interface RuleJsonProps {
  readonly rule: ScorerRule;
  readonly onChange: (rule: ScorerRule) => void;
}

/** A rule as JSON. While the text is no rule, what is wrong stands below it and the last good rule stays in use. */
export function RuleJson({ rule, onChange }: RuleJsonProps): JSX.Element {
  const [entry, setEntry] = useState<{ readonly rule: ScorerRule; readonly text: string } | null>(null);
  const text = entry !== null && entry.rule === rule ? entry.text : JSON.stringify(rule, null, 2);
  const parsed = parseScorerRule(text);
  return (
    <AreaField
      label="Rule as JSON"
      isCode
      rows={Math.min(16, text.split('\n').length + 1)}
      value={text}
      error={
        parsed.ok ? null : `${parsed.failure.detail ?? parsed.failure.message} – the last valid rule stays in use.`
      }
      onChange={(next) => {
        const read = parseScorerRule(next);
        setEntry({ rule: read.ok ? read.value : rule, text: next });
        if (read.ok) onChange(read.value);
      }}
    />
  );
}
