import { Link } from '@tanstack/react-router';
import { Icon } from '../../ui/icon.tsx';
import { currentLink } from './current-link.ts';
import { BOTTOM_LINKS } from './nav-links.ts';

/** The five sections within a thumb's reach on a phone. */
export function BottomBar({ path }: { path: string }) {
  const current = currentLink(
    path,
    BOTTOM_LINKS.map((link) => link.to),
  );
  return (
    <nav className="bottombar" aria-label="Sections">
      {BOTTOM_LINKS.map((link) => (
        <Link
          key={link.to}
          to={link.to}
          aria-current={link.to === current ? 'page' : undefined}
          activeProps={{}}
        >
          <Icon name={link.icon} size="lg" />
          {link.label}
        </Link>
      ))}
    </nav>
  );
}
