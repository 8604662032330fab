type SkeletonProps = {
  /** CSS height; 16 px when absent. */
  height?: string;
  width?: string;
};

/** The grey shape of something that is on its way. Its container says so with `role="status"`. */
export function Skeleton({ height = '16px', width = '100%' }: SkeletonProps) {
  return <span className="skel block" style={{ height, width }} aria-hidden="true" />;
}
