import { ChartNoAxesColumn, Files, ScrollText, ShieldCheck, Waypoints } from 'lucide-react';
import { useStore } from 'zustand';
import type { View } from '../state/view-store.ts';
import styles from './Frame.module.css';
import { useServices } from './services-context.ts';

const ITEMS: readonly { readonly view: View; readonly label: string; readonly icon: typeof Files }[] = [
  { view: 'audit', label: 'Audit log', icon: ScrollText },
  { view: 'usage', label: 'Usage', icon: ChartNoAxesColumn },
  { view: 'investigate', label: 'Investigate', icon: Waypoints },
  { view: 'sources', label: 'Sources', icon: Files },
  { view: 'evidence', label: 'Evidence', icon: ShieldCheck },
];

/** Names of the views, for the navigation and the command palette. */
export const VIEW_LABELS: ReadonlyMap<View, string> = new Map(ITEMS.map(({ view, label }) => [view, label]));

/** The five views. */
export function Navigation() {
  const { view, mapping } = useServices();
  const current = useStore(view, (state) => state.view);
  return (
    <nav className={styles.nav} aria-label="Views">
      <p className={styles.brand}>
        <svg viewBox="0 0 32 32" width="18" height="18" aria-hidden="true">
          <rect width="32" height="32" rx="7" />
          <path d="M7 10h11M7 16h7M7 22h9" />
          <circle cx="20.5" cy="17.5" r="4.6" />
          <path d="m24 21 3 3" />
        </svg>
        <span>Trailglass</span>
      </p>
      <ul>
        {ITEMS.map(({ view: item, label, icon: Icon }) => (
          <li key={item}>
            <button
              type="button"
              className={styles.navItem}
              aria-current={item === current ? 'page' : undefined}
              title={label}
              onClick={() => {
                mapping.hide();
                view.setState({ view: item });
              }}
            >
              <Icon size={16} aria-hidden="true" />
              <span>{label}</span>
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
}
