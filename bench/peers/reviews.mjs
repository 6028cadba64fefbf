// The reviews of schedule-review, the same as bench/schedule_review.c makes: a generator of 32 bits, 20 reviews a memory.
export const MEMORIES = 10000;
export const REVIEWS = 20; // of each

let state = 1;

// The upper half of a linear congruential generator (Numerical Recipes, "quick and dirty").
function draw(bound) {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return (state >>> 16) % bound;
}

/** Grades 1 to 4, mostly 3, and days since the review before: one in eight on the same day, the others within two months. */
export function reviews() {
  const grades = new Uint8Array(MEMORIES * REVIEWS);
  const days = new Uint16Array(MEMORIES * REVIEWS);
  for (let i = 0; i < grades.length; i++) {
    const kind = draw(16);
    grades[i] = kind < 2 ? 1 : kind < 4 ? 2 : kind < 14 ? 3 : 4;
    days[i] = draw(8) === 0 ? 0 : 1 + draw(60);
  }
  return { grades, days };
}
