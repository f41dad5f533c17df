import { ActionIcon, Button } from '@mantine/core';
import { Filter, FilterX, ListTree, ScrollText, X } from 'lucide-react';
import { excludeValue } from '../../../shared/filter/edit.ts';
import { useServices } from '../../app/services-context.ts';
import type { DrillDown } from '../../state/usage-store.ts';
import { SubjectName } from '../tabs/SubjectName.tsx';
import { nameOfOne } from '../tabs/subject-names.ts';
import styles from './DrillDownPane.module.css';
import { showInAuditLog, showInDetails } from './open-drill-down.ts';
import { onlySubject } from './subject-filters.ts';

interface DrillDownHeadProps {
  readonly subject: DrillDown;
  /** What an actor is; null for other fields, and until it is known. */
  readonly kind: string | null;
}

const ICON = { size: 14, 'aria-hidden': true } as const;

/** What the drill-down is about, and the ways on from it, which keep the period. */
export function DrillDownHead({ subject, kind }: DrillDownHeadProps) {
  const services = useServices();
  const { filter, usage } = services;
  const { field, key, label } = subject;
  const close = (): void => usage.setState({ drillDown: null, stepped: false });
  return (
    <header className={styles.head}>
      <div className={styles.title}>
        <p className={styles.what}>{nameOfOne(field)}</p>
        <h2 className={styles.name}>
          <SubjectName value={key} label={label} kind={kind} />
        </h2>
      </div>
      <ActionIcon aria-label="Close the drill-down" title="Close the drill-down (Esc)" onClick={close}>
        <X size={16} aria-hidden="true" />
      </ActionIcon>
      <div className={styles.ways}>
        <Button
          size="compact-xs"
          leftSection={<ListTree {...ICON} />}
          title="Its events row by row in the tab Details, in the same period"
          onClick={() => showInDetails(services, subject)}
        >
          Details
        </Button>
        <Button
          size="compact-xs"
          leftSection={<ScrollText {...ICON} />}
          title="What was changed about it: the audit log in the same period"
          disabled={key === null}
          onClick={() => showInAuditLog(services, subject)}
        >
          Audit log
        </Button>
        <Button
          size="compact-xs"
          variant="subtle"
          leftSection={<Filter {...ICON} />}
          onClick={() => filter.apply((before) => onlySubject(before, subject))}
        >
          Only this
        </Button>
        <Button
          size="compact-xs"
          variant="subtle"
          leftSection={<FilterX {...ICON} />}
          onClick={() => {
            filter.apply((before) => excludeValue(before, field, key));
            close();
          }}
        >
          Without it
        </Button>
      </div>
    </header>
  );
}
