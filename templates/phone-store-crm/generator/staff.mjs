// Demo accounts: the owner, a manager for each region and shop, three clerks in each shop, after-sales in each region.

import { personName } from './names.mjs';
import { COMPANY, REGIONS, STORES } from './places.mjs';

const two = (number) => String(number).padStart(2, '0');

export class Staff {
  constructor(random) {
    this.random = random;
    this.users = [];
    this.clerks = new Map();
    this.add('owner', COMPANY.key, 'owner', 1975);
    REGIONS.forEach((region, index) => this.add(`region${two(index + 1)}`, region.key, 'storeManager', 1982));
    for (const store of STORES) this.add(`manager${two(store.number)}`, store.key, 'storeManager', 1987);
    let clerk = 0;
    for (const store of STORES) {
      const names = [0, 1, 2].map(() => this.add(`clerk${two(++clerk)}`, store.key, 'clerk', 1998));
      // people differ: the best of a shop sells about twice what the weakest does
      this.clerks.set(store.key, names.map((username, index) => [username, [1.4, 1, 0.7][index] * random.between(0.8, 1.2)]));
    }
    this.technicians = new Map();
    REGIONS.forEach((region, index) => this.technicians.set(region.key, this.add(`service${two(index + 1)}`, region.key, 'afterSales', 1992)));
  }

  add(username, orgUnit, role, born) {
    const gender = this.random.chance(0.55) ? 'male' : 'female';
    this.users.push({ username, name: personName(this.random, gender, born + this.random.int(-5, 5)), orgUnit, roles: role });
    return username;
  }

  manager(store) {
    return `manager${two(store.number)}`;
  }

  /** Who serves a customer who walks in. */
  clerkOf(store, random) {
    return random.weighted(this.clerks.get(store.key));
  }
}
