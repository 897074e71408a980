import type { Disclosure, Evidence, MachineKind } from '#core/model/disclosure.ts';
import { toEvaluationText } from '../evaluate/evaluation-text.ts';
import { toLearningCurveText } from '../evaluate/learning-curve-text.ts';
import { GRAPH_PATHS } from '../export/model-folder.ts';
import { findFile } from './disclosure-source.ts';
import type { Measurements } from './measurements.ts';

/** What a card is written from. */
export type CardSource = Measurements & { readonly disclosure: Disclosure };

/** The model card for people: the same numbers as the JSON files beside it, written by code alone. */
export function toModelCard(source: CardSource): string {
  const { disclosure, evaluation, curve } = source;
  const sections: readonly (readonly [string, string])[] = [
    ['What it is', toIntroduction(source)],
    [
      'What it can do',
      `${evaluation.samples} fresh prompts for each family, language and split; accuracies from the files of this folder, by \`npm run train -- evaluate\`. T = 1 is sampling from all tokens at temperature 1.\n\n${toEvaluationText(evaluation)}`,
    ],
    [
      'How it learned',
      `fp32, greedy, ${curve.samples} prompts for each family and split; loss in nats a token of an answer.\n\n${toLearningCurveText(curve)}`,
    ],
    ['What it cost', toCostText(disclosure)],
    ['Data', toDataText(disclosure)],
    ['How it sees its world', toRepresentationText(disclosure)],
    ['Openness', toLayerText(disclosure)],
    ['Files', toFileText(disclosure)],
    ['Contesting it', toContestationText(disclosure)],
    ['Checking it', CHECKING],
  ];
  const body = sections.map(([title, text]) => `## ${title}\n\n${text}\n`).join('\n');
  return `# ${disclosure.model.title}\n\n${GENERATED}\n\n${body}`;
}

const GENERATED =
  '*Written by `npm run train -- publish` from `training.json`, `evaluation.json`, `learning-curve.json` and `disclosure.json`; do not edit.*';

const CHECKING = `\`\`\`
npm run train -- verify       # every hash, the documents, the corpus and the vocabulary
npm run train -- evaluate     # the tables above
npm run train                 # the weights once more, from nothing
\`\`\``;

function toIntroduction({ disclosure, record }: CardSource): string {
  const { model, layers } = disclosure;
  const graph = findFile(layers.weights.files, GRAPH_PATHS.fp32);
  return [
    model.scope,
    '',
    ...toList([
      `Identifier: \`${model.modelId}\`; licence: ${layers.weights.licence}.`,
      `${layers.logic.architecture.family}. ${model.parameters.total} parameters, ${model.parameters.active} active; context of ${model.contextLength} tokens; vocabulary of ${layers.logic.tokenizer.vocabularySize}.`,
      `${record.steps} of ${record.recipe.training.schedule.totalSteps} steps, ${record.tokenCount} token positions, ${layers.data.examples} generated examples, no other text.`,
      `fp32 graph of ${toMegabytes(graph.bytes)}; weights sha256 \`${layers.weights.weightsSha256}\`.`,
    ]),
  ].join('\n');
}

function toCostText({ cost }: Disclosure): string {
  const { training, inference } = cost;
  const { assumedWatts, wattHours } = training.energy;
  return [
    `Training, measured: ${toMinutes(training.cpuSeconds)} of CPU time, ${toMinutes(training.wallSeconds)} of wall time in ${training.processes} process(es), on ${training.machines.map(toMachineText).join('; ')}. ${training.statement}`,
    '',
    `Energy, assumed: ${wattHours.low.toFixed(1)} to ${wattHours.high.toFixed(1)} Wh at ${assumedWatts.low} to ${assumedWatts.high} W.`,
    '',
    'Inference, measured in the evaluation on one thread, in batches:',
    '',
    '| weights | decoding | prompts | prompt tokens | answer tokens | CPU s | CPU ms a prompt |',
    '|---|---|---|---|---|---|---|',
    ...inference.map(
      ({ precision, decoding, prompts, promptTokens, answerTokens, cpuSeconds }) =>
        `| ${precision} | ${decoding} | ${prompts} | ${promptTokens} | ${answerTokens} | ${cpuSeconds.toFixed(1)} | ${((cpuSeconds / prompts) * 1000).toFixed(1)} |`,
    ),
  ].join('\n');
}

function toDataText({ layers: { data } }: Disclosure): string {
  const { provenance } = data;
  return [
    `${data.statement}`,
    '',
    ...toList([
      `Generator: \`${data.generator}\`, seed \`${data.seed}\`; ${data.examples} examples, ${data.bytes} bytes, sha256 \`${data.sha256}\`.`,
      `The vocabulary was learned from the first ${data.tokenizerExamples} examples.`,
      `Corpora from elsewhere: ${data.outsideCorpora.length === 0 ? 'none' : data.outsideCorpora.join(', ')}.`,
      `Written by: ${provenance.author}, ${provenance.date}. ${provenance.statement}`,
      `Review: ${provenance.review}`,
    ]),
  ].join('\n');
}

function toRepresentationText({ layers: { representation } }: Disclosure): string {
  return [
    representation.statement,
    '',
    ...toList(
      representation.categories.map(({ name, values, meaning }) => `${name}: ${values.join(', ')}. ${meaning}`),
    ),
    '',
    '| tool | arguments | severity of a wrong call |',
    '|---|---|---|',
    ...representation.tools.map(
      (tool) => `| ${tool.name} | ${tool.arguments.join(', ')} | ${tool.severityOfWrongCall} |`,
    ),
    '',
    '| error | severity |',
    '|---|---|',
    ...representation.severities.map(({ error, severity }) => `| ${error} | ${severity} |`),
    '',
    'It cannot express:',
    '',
    ...toList(representation.cannotExpress),
  ].join('\n');
}

function toLayerText({ layers, base }: Disclosure): string {
  const lines = Object.entries(layers).map(
    ([name, { status, statement, evidence }]) =>
      `${name}: **${status}**. ${statement} Evidence: ${evidence.map(toEvidenceText).join('; ')}.`,
  );
  const parent = base === null ? 'Base: none, trained from nothing.' : `Base: ${base.modelId}, ${base.disclosure}.`;
  return toList([...lines, parent]).join('\n');
}

function toEvidenceText(evidence: Evidence): string {
  switch (evidence.type) {
    case 'path':
      return `\`${evidence.path}\`${evidence.note === null ? '' : ` (${evidence.note})`}`;
    case 'url':
      return `${evidence.url}${evidence.note === null ? '' : ` (${evidence.note})`}`;
    case 'sha256':
      return `sha256 \`${evidence.sha256}\` of ${evidence.of}`;
    default:
      return evidence satisfies never;
  }
}

function toFileText({ layers: { weights } }: Disclosure): string {
  return [
    '| file | bytes | sha256 |',
    '|---|---|---|',
    ...weights.files.map(({ path, bytes, sha256 }) => `| ${path} | ${bytes} | \`${sha256}\` |`),
    '',
    ...toList(
      weights.quantisations.map(({ name, path, weightBits, method, code }) => {
        return `${name} (\`${path}\`, ${weightBits} bits): ${method} Code: \`${code}\`.`;
      }),
    ),
  ].join('\n');
}

function toContestationText({ contestation }: Disclosure): string {
  const { contact, process, responseTime, log } = contestation;
  return toList([
    `Contact: ${contact}`,
    `Process: ${process}`,
    `Response time: ${responseTime}`,
    `Log: \`${log}\``,
  ]).join('\n');
}

function toList(lines: readonly string[]): readonly string[] {
  return lines.map((line) => `- ${line}`);
}

function toMegabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(2)} MB`;
}

function toMinutes(seconds: number): string {
  return `${(seconds / 60).toFixed(1)} min`;
}

function toMachineText({ cpu, cores, platform, node, onnxruntimeNode }: MachineKind): string {
  return `${cpu} (${cores} cores shown, one used), ${platform}, Node ${node}, onnxruntime-node ${onnxruntimeNode}`;
}
