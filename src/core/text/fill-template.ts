/** The template with `{name}` replaced by each field; what a field contains is never replaced again. */
export function fillTemplate(template: string, fields: Readonly<Record<string, string>>): string {
  return template.replace(/\{([a-z]+)\}/g, (whole, name: string) => fields[name] ?? whole);
}
