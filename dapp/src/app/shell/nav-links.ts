import type { IconName } from '../../ui/icon-names.ts';

type NavLink = { to: string; label: string; icon: IconName };

/** The rail's links in their groups; the first group has no title. */
export const NAV_GROUPS: readonly { title?: string; links: readonly NavLink[] }[] = [
  {
    links: [
      { to: '/', label: 'Explore', icon: 'compass' },
      { to: '/playground', label: 'Playground', icon: 'chat' },
    ],
  },
  {
    title: 'Make',
    links: [
      { to: '/train', label: 'Train', icon: 'sprout' },
      { to: '/train/new', label: 'Model builder', icon: 'plus' },
      { to: '/datasets', label: 'Datasets', icon: 'grain' },
    ],
  },
  {
    title: 'Yours',
    links: [
      { to: '/my', label: 'Your account', icon: 'leaf' },
      { to: '/activity', label: 'Activity', icon: 'bell' },
    ],
  },
  { title: 'Operate', links: [{ to: '/operator', label: 'Nodes', icon: 'chip' }] },
];

/** The bottom bar's links on a phone. */
export const BOTTOM_LINKS: readonly NavLink[] = [
  { to: '/', label: 'Explore', icon: 'compass' },
  { to: '/playground', label: 'Play', icon: 'chat' },
  { to: '/train/new', label: 'Create', icon: 'sprout' },
  { to: '/activity', label: 'Activity', icon: 'bell' },
  { to: '/my', label: 'Me', icon: 'user' },
];
