// A seeded source of randomness: the same name gives the same numbers on every machine.

function seedOf(name) {
  let hash = 2166136261;
  for (const character of name) {
    hash = Math.imul(hash ^ character.codePointAt(0), 16777619) >>> 0;
  }
  return hash;
}

/** One stream of numbers; parts of the data use streams of their own and do not shift each other. */
export class Random {
  constructor(name) {
    this.a = seedOf(name);
    this.b = seedOf(`${name}/b`);
    this.c = seedOf(`${name}/c`);
    this.d = 1;
    for (let i = 0; i < 16; i++) this.next();
  }

  /** A number in [0, 1) by sfc32. */
  next() {
    const t = (((this.a + this.b) >>> 0) + this.d) >>> 0;
    this.d = (this.d + 1) >>> 0;
    this.a = (this.b ^ (this.b >>> 9)) >>> 0;
    this.b = (this.c + (this.c << 3)) >>> 0;
    this.c = ((this.c << 21) | (this.c >>> 11)) >>> 0;
    this.c = (this.c + t) >>> 0;
    return t / 4294967296;
  }

  chance(probability) {
    return this.next() < probability;
  }

  /** A whole number from low to high, both included. */
  int(low, high) {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  between(low, high) {
    return low + this.next() * (high - low);
  }

  /** Roughly normal around the middle, never outside. */
  around(low, high) {
    return low + ((this.next() + this.next() + this.next()) / 3) * (high - low);
  }

  pick(list) {
    return list[Math.floor(this.next() * list.length)];
  }

  /** One entry of [[value, weight], …]. */
  weighted(entries) {
    let total = 0;
    for (const entry of entries) total += entry[1];
    let point = this.next() * total;
    for (const entry of entries) {
      point -= entry[1];
      if (point < 0) return entry[0];
    }
    return entries[entries.length - 1][0];
  }

  /** Some entries, no repeats, in the order of the list. */
  sample(list, count) {
    const left = list.map((_, index) => index);
    const taken = [];
    while (taken.length < count && left.length > 0) {
      taken.push(left.splice(Math.floor(this.next() * left.length), 1)[0]);
    }
    return taken.sort((a, b) => a - b).map((index) => list[index]);
  }
}
