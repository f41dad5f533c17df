import type { EventDetail } from '../../shared/domain/event.ts';
import type { Source } from '../../shared/domain/source.ts';
import { visibleText } from '../../shared/text/visible-text.ts';
import { toIso } from '../../shared/time/format.ts';
import { shownSha256 } from '../ui/shown-sha256.ts';

/** Names a record so that it can be found in any copy of its file: `<SHA-256 of the file>:<line>`. */
export function recordReference(sha256: string, line: number): string {
  return `${sha256}:${line}`;
}

/** Everything a reader needs to find a record again, and to check that it is the same. */
export interface Citation {
  readonly action: string | null;
  readonly resource: string | null;
  readonly actor: string | null;
  /** ISO 8601, UTC; null for an undated event. */
  readonly time: string | null;
  /** The time as the record writes it. */
  readonly timeAsWritten: string | null;
  readonly source: string;
  readonly sourceSha256: string;
  readonly container: { readonly name: string; readonly sha256: string; readonly member: string } | null;
  readonly line: number;
  readonly byteOffset: number;
  readonly byteLength: number;
  readonly recordSha256: string;
  readonly event: number;
  readonly workspace: string;
}

/** @param timeAsWritten null where it is not known */
export function citationOf(
  { event, origin, raw }: EventDetail,
  source: Source,
  workspace: string,
  timeAsWritten: string | null,
): Citation {
  const { container } = source;
  const person = event.actorName !== null && event.actorName !== event.actor ? ` (${event.actorName})` : '';
  return {
    action: event.action ?? event.reason ?? event.worker,
    resource: event.resource ?? event.model,
    actor: event.actor === null ? null : event.actor + person,
    time: event.time === null ? null : toIso(event.time),
    timeAsWritten,
    source: origin.sourceName,
    sourceSha256: shownSha256(source.sha256),
    container: container && { name: container.name, sha256: container.sha256, member: container.member },
    line: origin.line,
    byteOffset: origin.byteOffset,
    byteLength: origin.byteLength,
    recordSha256: raw.sha256,
    event: event.id,
    workspace,
  };
}

/** How text of the log and code stand in a citation. */
type Mark = (text: string) => string;

/** One paragraph of plain text. Text of the log is made visible, so that it cannot reorder what stands around it. */
export function citationText(citation: Citation): string {
  return paragraph(citation, visibleText, (code) => code);
}

/** The same paragraph in Markdown: text of the log stands in code spans, where it is neither markup nor a link. */
export function citationMarkdown(citation: Citation): string {
  return paragraph(citation, codeSpan, codeSpan);
}

/** The parts by name. */
export function citationJson(citation: Citation): string {
  return JSON.stringify(citation, null, 2);
}

function paragraph(citation: Citation, log: Mark, code: Mark): string {
  const { action, resource, actor, time, timeAsWritten, container } = citation;
  const what = [
    action === null ? 'An event' : log(action),
    resource === null ? '' : ` on ${log(resource)}`,
    actor === null ? '' : ` by ${log(actor)}`,
    time === null ? ', without a time' : ` at ${time}`,
    timeAsWritten === null ? '' : ` (written ${log(timeAsWritten)})`,
  ].join('');
  const inside =
    container === null
      ? ''
      : `, taken from ${log(container.name)} (SHA-256 ${code(container.sha256)}) as ${log(container.member)}`;
  const where =
    `${log(citation.source)}, line ${citation.line}, byte ${citation.byteOffset}, ${citation.byteLength} bytes` +
    ` (SHA-256 of the record ${code(citation.recordSha256)}, of the file ${code(citation.sourceSha256)})${inside}`;
  return `${what}. Record: ${where}. Event ${citation.event} of the Trailglass workspace ${log(citation.workspace)}.`;
}

/** Backticks inside need a longer fence. */
function codeSpan(text: string): string {
  const visible = visibleText(text);
  const longest = Math.max(0, ...[...visible.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const pad = visible.startsWith('`') || visible.endsWith('`') ? ' ' : '';
  return `${fence}${pad}${visible}${pad}${fence}`;
}
