/** Under which names a manifest's file finds what the chain said about it. */
export const DIGEST_KEY = 'digest';
export const PUBLISHER_KEY = 'publisher';
