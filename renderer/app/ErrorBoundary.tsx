import { Button } from '@mantine/core';
import { Component, type ReactNode } from 'react';
import type { AppError } from '../../shared/errors.ts';
import { asAppError } from '../engine/as-app-error.ts';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import styles from './Frame.module.css';

interface ErrorBoundaryProps {
  readonly children: ReactNode;
  /** A new value gives the children another chance. */
  readonly resetKey: string;
}

/** Keeps a fault of one view from taking the frame with it. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, { readonly error: AppError | null }> {
  override state: { readonly error: AppError | null } = { error: null };

  static getDerivedStateFromError(error: unknown): { readonly error: AppError } {
    return { error: asAppError(error) };
  }

  override componentDidUpdate(before: ErrorBoundaryProps): void {
    if (before.resetKey !== this.props.resetKey && this.state.error !== null) this.setState({ error: null });
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (error === null) return this.props.children;
    return (
      <div className={styles.fault}>
        <ErrorNotice
          what="This view stopped because of a fault in the program. Nothing stored was changed."
          error={error}
        />
        <Button onClick={() => this.setState({ error: null })}>Show the view again</Button>
      </div>
    );
  }
}
