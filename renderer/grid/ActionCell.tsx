import { canonicalAction, describeAction } from '../../shared/catalogue/actions.ts';
import { bareVerbType } from '../../shared/catalogue/bare-verbs.ts';
import { windowsEvent } from '../../shared/catalogue/windows-events.ts';
import type { EventRow } from '../../shared/domain/event.ts';
import { visibleText } from '../../shared/text/visible-text.ts';
import { LogText } from '../ui/LogText.tsx';
import styles from './Cells.module.css';

/**
 * The action as the log names it. A bare verb says of what: `create · team`; the number of an event of Windows what it
 * means: `4624 · Logged on`.
 */
export function ActionCell({ row, action }: { readonly row: EventRow; readonly action: string }) {
  const aside = windowsEvent(action, row.resourceType) ?? bareVerbType(action, row.resourceType);
  return (
    <>
      <span className={styles.name} title={meaning(action, row)}>
        <LogText text={action} limit={240} />
      </span>
      {aside !== null && (
        <span className={styles.aside}>
          {' · '}
          <LogText text={aside} limit={80} />
        </span>
      )}
    </>
  );
}

/** `Team deleted (deactivated) · delete team`: the same words in every grammar. */
function meaning(action: string, { resourceType }: EventRow): string {
  const { resourceKind, verb } = canonicalAction(action, resourceType);
  const canonical = [verb, resourceKind].filter((part) => part !== null).join(' · ');
  return [describeAction(action, resourceType), canonical === '' ? null : visibleText(canonical)]
    .filter((part) => part !== null)
    .join(' · ');
}
