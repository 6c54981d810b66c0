/** All pages, by who opens them: the tests that look at every page share the list. */

import type { Person } from './people';

export type Who = Person | 'visitor';

/** Every page that a person can open by its address, by who opens it. */
const PAGES: Record<Who, string[]> = {
  visitor: [
    '/',
    '/equipment',
    '/equipment?use=sew&school=yes&child=yes',
    '/equipment/laser-cutter',
    '/equipment/laser-cutter/month',
    '/shop',
    '/shop?category=wood',
    '/shop?page=3',
    '/shop?q=%E3%83%9D%E3%83%BC%E3%83%81&price_max=3000&in_stock=1',
    '/shop/1060',
    '/shop/1060/reserve',
    '/shop/1060/question',
    '/makers',
    '/favourites',
    '/signin',
    '/signup',
    '/signup/sent',
    '/reset',
    '/reset/sent',
    '/guide',
    '/fees',
    '/terms',
    '/law',
    '/returns',
    '/privacy',
  ],
  member: ['/me', '/me/bookings', '/me/calendar', '/me/sessions', '/me/tokens', '/me/password', '/me/profile', '/me/maker', '/me/orders', '/me/asked'],
  maker: ['/me', '/me/products', '/me/products/new', '/me/maker', '/me/questions', '/me/reviews'],
  staff: [
    '/staff/board',
    '/staff/board/print',
    '/staff/bookings/new',
    '/staff/maintenance',
    '/staff/people',
    '/staff/units/codes',
    '/staff/review',
    '/staff/register',
    '/staff/register/parked',
    '/staff/orders',
    '/staff/sales',
    '/staff/stock',
    '/staff/questions',
    '/staff/reviews',
  ],
  operator: [
    '/operator',
    '/operator/kpi?fy=2018',
    '/operator/outbox',
    '/operator/audit',
    '/operator/jobs',
    '/operator/booking',
    '/operator/equipment',
    '/operator/equipment/new',
    '/operator/equipment/laser-cutter',
    '/operator/equipment/laser-cutter/units/new',
    '/operator/plans',
    '/operator/plans/new',
    '/operator/hours',
    '/operator/closures',
    '/operator/rules',
  ],
};

/** The same as a list, to make one test for each kind of person. */
export const VISITORS = Object.entries(PAGES).map(([who, paths]) => ({ who: who as Who, paths }));

/** A page's name among the screenshots. */
export const nameOf = (who: string, path: string): string => `${who}${path.replace(/[^a-z0-9]+/gi, '-')}`;
