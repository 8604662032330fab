import { Failure } from '../ui/failure.tsx';
import { IconSprite } from '../ui/icon-sprite.tsx';

/** Shown alone when the configuration cannot be read: without it there is nothing to speak to. */
export function StartFailure({ error }: { error: Error }) {
  return (
    <main className="main">
      <IconSprite />
      <h1 className="sr">Cultivar cannot start</h1>
      <Failure
        title="Cultivar cannot start"
        error={error}
        onRetry={() => {
          location.reload();
        }}
      />
    </main>
  );
}
