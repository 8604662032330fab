const LEAVES =
  'M10 19.2c-.9-4.5-4-7.1-9.2-7.7C1 6.3 3.9 3.1 9.1 2.4c-1.9 3-2.4 6.4-1.4 10.2.5-3.9 2.2-7.2 5.3-9.9 3.9 1.3 6.2 4.2 6.2 8.7-5.4.7-8.3 3.3-9.2 7.8Z';

/** The sign of Cultivar: two leaves. */
export function BrandMark() {
  return (
    <svg width="20" height="20" viewBox="0 0 20 20" aria-hidden="true" focusable="false">
      <path fill="currentColor" d={LEAVES} />
    </svg>
  );
}
