import { Skeleton } from '../../ui/skeleton.tsx';
import './card.css';

/** The grey shape of a card that is on its way. */
export function CardSkeleton() {
  return (
    <div className="card" aria-hidden="true">
      <span className="cover skel" />
      <div className="stack">
        <Skeleton width="70%" />
        <Skeleton height="12px" />
        <Skeleton height="12px" width="60%" />
        <Skeleton width="40%" />
      </div>
    </div>
  );
}
