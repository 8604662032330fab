import { Link } from '@tanstack/react-router';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { BrandMark } from './brand-mark.tsx';
import { currentLink } from './current-link.ts';
import { IndexState } from './index-state.tsx';
import { NAV_GROUPS } from './nav-links.ts';

const LINKS = NAV_GROUPS.flatMap((group) => group.links.map((link) => link.to));

/** The router marks every link that the path begins with; only the longest is the current one. */
const EXACT = { exact: true, includeSearch: false };

type RailProps = { path: string; collapsed: boolean; onToggle: () => void };

/** The navigation at the left: words when there is room, icons when there is not. */
export function Rail({ path, collapsed, onToggle }: RailProps) {
  const current = currentLink(path, LINKS);
  return (
    <aside className="rail" aria-label="Sidebar">
      <div className="brand">
        <Link to="/" aria-label="Cultivar, home">
          <BrandMark />
          <span>Cultivar</span>
        </Link>
        <Button
          look="ghost"
          size="sm"
          square
          aria-label={collapsed ? 'Widen navigation' : 'Collapse navigation'}
          aria-expanded={!collapsed}
          onClick={onToggle}
        >
          <Icon name="panel" />
        </Button>
      </div>
      <nav className="stack stack-16" aria-label="Main">
        {NAV_GROUPS.map((group) => (
          <div key={group.title ?? ''}>
            {group.title !== undefined && <h2>{group.title}</h2>}
            <ul className="nav">
              {group.links.map((link) => (
                <li key={link.to}>
                  <Link
                    to={link.to}
                    title={link.label}
                    aria-label={link.label}
                    aria-current={link.to === current ? 'page' : undefined}
                    activeProps={{}}
                    activeOptions={EXACT}
                  >
                    <Icon name={link.icon} />
                    <span>{link.label}</span>
                  </Link>
                </li>
              ))}
            </ul>
          </div>
        ))}
      </nav>
      <IndexState />
    </aside>
  );
}
