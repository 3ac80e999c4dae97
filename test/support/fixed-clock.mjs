// @ts-nocheck
// Loaded before the program, it makes every clock of the process stand at the moment that BANGIAO_TEST_NOW names.
const now = Date.parse(process.env.BANGIAO_TEST_NOW);

globalThis.Date = class extends Date {
  constructor(...parts) {
    if (parts.length === 0) super(now);
    else super(...parts);
  }

  static now() {
    return now;
  }
};
