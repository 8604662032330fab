import { Button } from './button.tsx';
import { EmptyState } from './empty-state.tsx';
import { Icon } from './icon.tsx';

type FailureProps = { title: string; error: Error; onRetry?: () => void };

/** Something could not be read: what, why, and another try. */
export function Failure({ title, error, onRetry }: FailureProps) {
  return (
    <div role="alert">
      <EmptyState
        icon="alert"
        title={title}
        action={
          onRetry && (
            <Button size="sm" onClick={onRetry}>
              <Icon name="redo" size="sm" />
              Try again
            </Button>
          )
        }
      >
        {error.message}
      </EmptyState>
    </div>
  );
}
