import { getRouteApi } from '@tanstack/react-router';
import { LicenseView } from '../features/licenses/license-view.tsx';

const route = getRouteApi('/l/$licenseId');

/** `/l/$licenseId`: one licence, by its offer and its number there. */
export function LicenseRoute() {
  const { licenseId } = route.useParams();
  return <LicenseView id={licenseId} />;
}
