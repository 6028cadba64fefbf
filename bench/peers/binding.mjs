// The peer of the fits: fsrs-rs through its authors' binding for node. It is told one thing a line on standard input, and answers each with a line:
//   load PATH      a log: three little-endian arrays behind their length (uint32): memory (uint32), day (int32), grade (uint8)  ->  "ready ITEMS"
//   evaluate W...  measures these parameters                                                    ->  "SECONDS LOGLOSS RMSE"
//   fit            fits parameters with what the library does by default                        ->  "SECONDS W..."
// SECONDS is CPU time: of this thread and of the one other that did most, since fits run beside the event loop. Items are made before.
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';

// What @open-spaced-repetition/binding loads on this kind of machine, and all that it adds nothing to: a lock file of that package would have to name
// the programs of every other kind too.
const { computeParameters, FSRSBinding, FSRSBindingItem, FSRSBindingReview } = createRequire(import.meta.url)('@open-spaced-repetition/binding-linux-x64-gnu');

let items = [];

function threadSeconds() {
  const seconds = new Map();
  for (const task of readdirSync('/proc/self/task'))
    seconds.set(task, Number(readFileSync(`/proc/self/task/${task}/schedstat`, 'utf8').split(' ')[0]) / 1e9);
  return seconds;
}

function secondsSince(before) {
  let own = 0, most = 0;
  for (const [task, seconds] of threadSeconds()) {
    const spent = seconds - (before.get(task) ?? 0);
    if (task === String(process.pid)) own = spent;
    else most = Math.max(most, spent);
  }
  return own + most;
}

// One object for each kind of review: what the library is given is the same, and making it does not take minutes.
const reviews = new Map();
function review(grade, days) {
  const key = days * 8 + grade;
  if (!reviews.has(key)) reviews.set(key, new FSRSBindingReview(grade, days));
  return reviews.get(key);
}

// An item for each review that came on a later day than the one before, holding all of its memory until then.
function load(path) {
  const { buffer, byteOffset } = readFileSync(path);
  const bytes = new DataView(buffer, byteOffset);
  const count = bytes.getUint32(0, true);
  const histories = new Map(), last = new Map();
  items = [];
  for (let i = 0; i < count; i++) {
    const memory = bytes.getUint32(4 + 4 * i, true), day = bytes.getInt32(4 + 4 * (count + i), true), grade = bytes.getUint8(4 + 8 * count + i);
    const history = histories.get(memory) ?? [];
    const days = history.length > 0 ? day - last.get(memory) : 0;
    history.push(review(grade, days));
    histories.set(memory, history);
    last.set(memory, day);
    if (days > 0) items.push(new FSRSBindingItem(history));
  }
  return `ready ${items.length}`;
}

function evaluate(parameters) {
  const fsrs = new FSRSBinding(parameters);
  const before = threadSeconds();
  const { logLoss, rmseBins } = fsrs.evaluate(items);
  return `${secondsSince(before).toFixed(9)} ${logLoss} ${rmseBins}`;
}

async function fit() {
  const before = threadSeconds();
  const parameters = await computeParameters(items, { enableShortTerm: true });
  return `${secondsSince(before).toFixed(9)} ${parameters.join(' ')}`;
}

for await (const line of createInterface({ input: process.stdin })) {
  const [verb, ...words] = line.split(' ');
  if (verb === 'load') process.stdout.write(`${load(words[0])}\n`);
  else if (verb === 'evaluate') process.stdout.write(`${evaluate(words.map(Number))}\n`);
  else if (verb === 'fit') process.stdout.write(`${await fit()}\n`);
}
