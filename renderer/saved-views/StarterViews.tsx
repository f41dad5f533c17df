import { TIME_PRESETS } from '../../shared/filter/filter.ts';
import { STARTER_VIEWS } from '../../shared/views/starter-views.ts';
import { useServices } from '../app/services-context.ts';
import { showFilter } from './apply-view.ts';
import styles from './SavedViews.module.css';
import { saveStarterView } from './view-actions.ts';

interface StarterViewsProps {
  readonly canSave: boolean;
  readonly search: string;
}

/** What a workspace without saved views is offered. Nothing is stored before one is used. */
export function StarterViews({ canSave, search }: StarterViewsProps) {
  const services = useServices();
  const wanted = search.trim().toLowerCase();
  const found = STARTER_VIEWS.filter(({ name }) => name.toLowerCase().includes(wanted));
  return (
    <>
      <p className={styles.note}>
        A saved view keeps a filter with its order and columns under a name. Save what is on screen with “Save
        view”, or begin with one of these:
      </p>
      <ul aria-label="Suggested views" hidden={found.length === 0}>
        {found.map((starter) => (
          <li key={starter.name} className={styles.item}>
            <button
              type="button"
              data-view-entry
              className={styles.entry}
              aria-label={`Use suggested view: ${starter.name}`}
              onClick={() => {
                if (canSave) saveStarterView(services, starter);
                else showFilter(services, starter.filter, starter.scope);
              }}
            >
              <span className={styles.entryName}>
                {starter.name}
                <span className={styles.tag}>suggestion</span>
              </span>
              <span className={styles.about}>
                {TIME_PRESETS[starter.filter.time.preset]} · {starter.description}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
