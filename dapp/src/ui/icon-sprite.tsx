import sprite from './icons.svg?raw';

/** The symbols that {@link Icon} refers to; mounted once by the shell. */
export function IconSprite() {
  return <div hidden dangerouslySetInnerHTML={{ __html: sprite }} />;
}
