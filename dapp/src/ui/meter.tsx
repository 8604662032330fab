type MeterProps = {
  /** What is measured, for those who do not see the bar. */
  label: string;
  value: number;
  max: number;
  tone?: 'plain' | 'warn' | 'danger';
};

/** How much of something there is, as a bar; say the figures beside it. */
export function Meter({ label, value, max, tone = 'plain' }: MeterProps) {
  const share = max > 0 ? Math.min(1, Math.max(0, value / max)) : 0;
  return (
    <div
      className="bar"
      role="meter"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={max}
      aria-valuenow={value}
    >
      <i className={tone === 'plain' ? undefined : tone} style={{ width: `${share * 100}%` }} />
    </div>
  );
}
