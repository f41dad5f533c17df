import { Upload } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useImport } from '../imports/use-import.ts';
import styles from './Frame.module.css';

/** The whole window takes files; while some are over it, it says so. */
export function DropZone() {
  const { dropped } = useImport();
  const [over, setOver] = useState(false);
  useEffect(() => {
    const holdsFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') === true;
    const onDragOver = (event: DragEvent): void => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      setOver(true);
    };
    const onDragLeave = (event: DragEvent): void => {
      if (event.relatedTarget === null) setOver(false);
    };
    const onDrop = (event: DragEvent): void => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      setOver(false);
      dropped([...(event.dataTransfer?.files ?? [])]);
    };
    window.addEventListener('dragover', onDragOver);
    window.addEventListener('dragleave', onDragLeave);
    window.addEventListener('drop', onDrop);
    return () => {
      window.removeEventListener('dragover', onDragOver);
      window.removeEventListener('dragleave', onDragLeave);
      window.removeEventListener('drop', onDrop);
    };
  }, [dropped]);
  if (!over) return null;
  return (
    <div className={styles.drop} role="status">
      <p>
        <Upload size={16} aria-hidden="true" /> Drop to import
      </p>
    </div>
  );
}
