import { Outlet, useRouterState } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { classNames } from '../../ui/class-names.ts';
import { IconSprite } from '../../ui/icon-sprite.tsx';
import { BottomBar } from './bottom-bar.tsx';
import { Rail } from './rail.tsx';
import { TopBar } from './top-bar.tsx';

/** Everything around a page. */
export function Shell() {
  const path = useRouterState({ select: (state) => state.location.pathname });
  const [collapsed, setCollapsed] = useState(false);
  const main = useFocusOnNavigation(path);
  return (
    <>
      <a className="skip" href="#main">
        Skip to content
      </a>
      <IconSprite />
      <div className={classNames('shell', (collapsed || path === '/playground') && 'rail-is-small')}>
        <Rail path={path} collapsed={collapsed} onToggle={() => setCollapsed(!collapsed)} />
        <TopBar />
        <main className="main" id="main" tabIndex={-1} ref={main}>
          <Outlet />
        </main>
      </div>
      <BottomBar path={path} />
    </>
  );
}

/** Moves the focus to the page after a change of page, so that a keyboard or a screen reader starts there. */
function useFocusOnNavigation(path: string) {
  const main = useRef<HTMLElement>(null);
  const last = useRef(path);
  useEffect(() => {
    if (last.current !== path) main.current?.focus({ preventScroll: true });
    last.current = path;
  }, [path]);
  return main;
}
