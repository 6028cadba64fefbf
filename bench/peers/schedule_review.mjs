// The peer of schedule-review: ts-fsrs's next_state and next_interval. For each line on standard input it schedules all reviews once and answers
// "SECONDS CHECKSUM": the CPU time of this thread, and the sum of all stabilities and intervals, by which the caller sees that the work was done.
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { FSRS, generatorParameters } from 'ts-fsrs';
import { MEMORIES, REVIEWS, reviews } from './reviews.mjs';

const { grades, days } = reviews();
const fsrs = new FSRS(generatorParameters({ enable_fuzz: false }));

// Of the thread alone: what compiles and collects garbage beside it is not counted.
function threadSeconds() {
  return Number(readFileSync(`/proc/self/task/${process.pid}/schedstat`, 'utf8').split(' ')[0]) / 1e9;
}

function scheduleAll() {
  let sum = 0;
  for (let memory = 0, i = 0; memory < MEMORIES; memory++) {
    let state = null;
    for (const end = i + REVIEWS; i < end; i++) {
      const elapsed = i + REVIEWS === end ? 0 : days[i];
      state = fsrs.next_state(state, elapsed, grades[i]);
      sum += state.stability + fsrs.next_interval(state.stability, elapsed);
    }
  }
  return sum;
}

for (let round = 0; round < 5; round++) scheduleAll(); // until it is compiled

for await (const line of createInterface({ input: process.stdin })) {
  if (line === '') break;
  const began = threadSeconds();
  const sum = scheduleAll();
  const seconds = threadSeconds() - began;
  process.stdout.write(`${seconds.toFixed(9)} ${sum.toFixed(6)}\n`);
}
