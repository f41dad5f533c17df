import { TableProperties, Upload } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useImport } from '../imports/use-import.ts';
import { importDroppedViews, isViewFile } from '../saved-views/view-actions.ts';
import styles from './Frame.module.css';
import { useServices } from './services-context.ts';

/** The lowest quarter of the window is for files that are looked at first. */
function targetOf({ clientY }: DragEvent): 'import' | 'map' {
  return clientY > window.innerHeight * 0.75 ? 'map' : 'import';
}

/** The whole window takes files; while some are over it, it says so. */
export function DropZone() {
  const services = useServices();
  const { dropped, droppedToMap } = useImport();
  const [over, setOver] = useState<'import' | 'map' | null>(null);
  useEffect(() => {
    const holdsFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') === true;
    const onDragOver = (event: DragEvent): void => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      setOver(targetOf(event));
    };
    const onDragLeave = (event: DragEvent): void => {
      if (event.relatedTarget === null) setOver(null);
    };
    const onDrop = (event: DragEvent): void => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      setOver(null);
      const all = [...(event.dataTransfer?.files ?? [])];
      const views = all.filter(isViewFile);
      if (views.length > 0) importDroppedViews(services, views);
      const files = all.filter((file) => !isViewFile(file));
      if (files.length === 0) return;
      if (targetOf(event) === 'map') droppedToMap(files);
      else dropped(files);
    };
    window.addEventListener('dragover', onDragOver);
    window.addEventListener('dragleave', onDragLeave);
    window.addEventListener('drop', onDrop);
    return () => {
      window.removeEventListener('dragover', onDragOver);
      window.removeEventListener('dragleave', onDragLeave);
      window.removeEventListener('drop', onDrop);
    };
  }, [services, dropped, droppedToMap]);
  if (over === null) return null;
  return (
    <div className={styles.drop} role="status">
      <p data-over={over === 'import'}>
        <Upload size={16} aria-hidden="true" /> Drop to import
      </p>
      <p data-over={over === 'map'}>
        <TableProperties size={16} aria-hidden="true" /> Drop here to check and map first
      </p>
    </div>
  );
}
