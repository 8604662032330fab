import { useNavigate, useRouterState } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import type { FormEvent } from 'react';
import { Icon } from '../../ui/icon.tsx';

type SearchBoxProps = {
  /** Reads the marketplace's search parameters; what other pages keep in theirs is dropped. */
  parseSearch: (input: Record<string, unknown>) => { q?: string | undefined };
};

/** The search field of the top bar: Enter leads to the marketplace with the words in its address. */
export function SearchBox({ parseSearch }: SearchBoxProps) {
  const navigate = useNavigate();
  const input = useShortcutFocus();
  const words = useRouterState({
    select: (state) => (state.location.pathname === '/' ? String(state.location.search.q ?? '') : ''),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const q = input.current?.value.trim();
    void navigate({ to: '/', search: (before) => parseSearch({ ...before, q }) });
  };
  return (
    <form className="search" role="search" onSubmit={submit}>
      <label className="sr" htmlFor="search-words">
        Search
      </label>
      <Icon name="search" />
      <input
        id="search-words"
        ref={input}
        type="search"
        key={words}
        defaultValue={words}
        placeholder="Search assets, creators, digests"
        maxLength={100}
        autoComplete="off"
      />
      <kbd aria-hidden="true">⌘ K</kbd>
    </form>
  );
}

/** Puts the cursor into the field on Ctrl+K or ⌘K, from anywhere. */
function useShortcutFocus() {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.metaKey || event.ctrlKey)) return;
      event.preventDefault();
      input.current?.focus();
      input.current?.select();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
  return input;
}
