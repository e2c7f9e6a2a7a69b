// Document numbers as the autoNumber fields would have given them, and IMEIs with a right check digit.

import { iso } from './calendar.mjs';

export class Numbering {
  constructor() {
    this.counters = new Map();
    this.devices = 0;
  }

  count(name) {
    const number = (this.counters.get(name) ?? 0) + 1;
    this.counters.set(name, number);
    return number;
  }

  /** `prefix` + part of the date + counter within that part. */
  next(prefix, date, part, width) {
    const compact = iso(date).replaceAll('-', '');
    const period = { yyyyMMdd: compact, yyMMdd: compact.slice(2) }[part];
    return `${prefix}${period}${String(this.count(prefix + period)).padStart(width, '0')}`;
  }

  imei(brand) {
    const digits = `${brand === 'apple' ? '3520' : brand === 'samsung' ? '3548' : '8615'}${String(10000000 + (++this.devices) * 6151).padStart(10, '0')}`;
    let sum = 0;
    for (let i = 0; i < 14; i++) {
      const digit = Number(digits[i]) * (i % 2 === 1 ? 2 : 1);
      sum += digit > 9 ? digit - 9 : digit;
    }
    return digits + ((10 - (sum % 10)) % 10);
  }
}
