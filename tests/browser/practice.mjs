// What the tests of the pages have in common: a server of their own, a browser, and what a learner does.
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import readline from "node:readline";
import { after, before } from "node:test";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const VIVA = process.env.VIVA;
export const here = path.dirname(fileURLToPath(import.meta.url));
export const NOW = "2026-11-22T10:00:00Z";
const THE_DAY_BEFORE = "2026-11-21T10:00:00Z";
const CHROMIUM = process.env.VIVA_CHROMIUM ?? "/usr/bin/chromium";
// No sandbox, since tests may run as root in a container; nothing else of Chromium may go out to a network.
const CHROMIUM_ARGUMENTS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync"];

function folderWith(sets) {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "viva-browser-"));
    fs.mkdirSync(path.join(folder, "sets"));
    for (const [name, text] of Object.entries(sets)) fs.writeFileSync(path.join(folder, "sets", name), text);
    return folder;
}

// A running `viva serve` with a data folder of its own, in which sets may lie: { "name.json": text }. author is the
// file of a set that is being written; learnt names sets in which every best answer was chosen the day before, so that they
// are to be said aloud today.
export class Service {
    static async start({ sets = {}, seed = 1, author, learnt = [], now = NOW } = {}) {
        const service = new Service();
        service.data = learnt.length > 0 ? await learn(sets, seed, learnt) : folderWith(sets);
        return service.run(seed, now, author);
    }

    async run(seed, now, author) {
        const service = this;
        service.process = spawn(VIVA, ["serve", "--port", "0", "--data", service.data, "--seed", String(seed), "--now", now,
            ...(author ? ["--author", author] : [])]);
        service.errors = "";
        service.process.stderr.on("data", (piece) => { service.errors += piece; });
        service.ended = once(service.process, "exit");
        const lines = readline.createInterface({ input: service.process.stdout });
        const first = await Promise.race([once(lines, "line"), service.ended]);
        service.address = String(first[0]);
        assert.match(service.address, /^http:/, service.errors);
        // A test that fails before it stops its server must still end, and the server with it.
        service.held = [service.process, service.process.stdout, service.process.stderr];
        service.held.forEach((handle) => handle.unref());
        process.on("exit", () => service.process.kill("SIGKILL"));
        return service;
    }

    // All that viva kept: the entries of the journal.
    journal(kind) {
        const lines = execFileSync(VIVA, ["export-journal", "--data", this.data], { maxBuffer: 1 << 28 }).toString();
        return lines.trim().split("\n").map((line) => JSON.parse(line)).filter((entry) => entry.kind === kind);
    }

    // A call of the API.
    async call(address, value) {
        const headers = { "Content-Type": "application/json" };
        const reply = await fetch(`${this.address}/api/v1${address}`, { method: "POST", headers, body: JSON.stringify(value) });
        return reply.json();
    }

    // It must end well and have had nothing to complain about: a sanitizer's report fails the test.
    async end() {
        this.held.forEach((handle) => handle.ref());
        this.process.kill("SIGTERM");
        const [code] = await this.ended;
        assert.deepEqual([code, this.errors], [0, ""]);
    }

    async stop() {
        await this.end();
        fs.rmSync(this.data, { recursive: true });
    }
}

// A run over a set, answered by what the function gives for each step; what the calls told.
async function practise(service, set, answerOf) {
    const { run, step_count: count } = await service.call("/runs", { set });
    const told = [];
    for (let step = 1; step <= count; step++) told.push(await service.call(`/runs/${run}/steps/${step}/answer`, answerOf(step)));
    return told;
}

// The folder of somebody who knew all best answers of these sets. Another learner finds them out: the seed gives both the same order.
async function learn(sets, seed, names) {
    const key = await Service.start({ sets, seed, now: THE_DAY_BEFORE });
    const learner = await Service.start({ sets, seed, now: THE_DAY_BEFORE });
    for (const set of names) {
        const told = await practise(key, set, () => ({ dont_know: true }));
        await practise(learner, set, (step) => ({ choice: told[step - 1].result.best, sureness: "sure" }));
    }
    await key.stop();
    await learner.end();
    return learner.data;
}

// The sets of the tests themselves: one with everything that a page can show, and one in another language.
export const ownSets = () => Object.fromEntries(fs.readdirSync(path.join(here, "sets"))
    .map((name) => [name, fs.readFileSync(path.join(here, "sets", name), "utf8")]));

export const launch = () => chromium.launch({ executablePath: CHROMIUM, args: CHROMIUM_ARGUMENTS });

// What the tests of a file share: a server and a browser, there before the first and gone after the last of them.
export function stage(options) {
    const the = {};
    before(async () => {
        the.service = await Service.start(options);
        the.browser = await launch();
    });
    after(async () => {
        await the.browser?.close();
        await the.service?.stop();
    });
    return the;
}

// A page that remembers what no page of ours may do: speak to somebody else, break the policy, throw, open a dialog.
export class Watch {
    constructor(page) {
        this.requests = [];
        this.complaints = [];
        const complain = (text) => this.complaints.push(text);
        page.on("request", (request) => this.requests.push(request.url()));
        page.on("pageerror", (error) => complain(`error: ${error.message}`));
        page.on("dialog", (dialog) => { complain(`dialog: ${dialog.message()}`); dialog.dismiss(); });
        // A status of 400 and above is reported to the console too; the tests that want one say so themselves.
        page.on("console", (message) => {
            if (["error", "warning"].includes(message.type()) && !message.text().startsWith("Failed to load resource"))
                complain(`console: ${message.text()}`);
        });
    }
}

export async function open({ browser, service }, { script = true, ...options } = {}) {
    const context = await browser.newContext({ baseURL: service.address, javaScriptEnabled: script, ...options });
    context.setDefaultTimeout(20000);
    const page = await context.newPage();
    page.watch = new Watch(page);
    return page;
}

// What a learner does. ------------------------------------------------------------------------------------------------

export const SET = "/sets/viva/senior-rust";

// Begin a run; the path of it.
export async function begin(page, set = SET) {
    await page.goto(set);
    await page.getByRole("button", { name: "Begin" }).first().click();
    await page.waitForURL(/\/runs\/[^/]+\/1$/);
    return new URL(page.url()).pathname.replace(/\/1$/, "");
}

const key = new Map(); // title of an exercise -> how its best answer begins

function readKey() {
    const set = JSON.parse(execFileSync(VIVA, ["show", "--json", "viva/senior-rust"], { maxBuffer: 1 << 28 }).toString());
    const textOf = (part) => typeof part === "string" ? part : Array.isArray(part) ? part.map(textOf).join("") : part.text;
    for (const exercise of set.exercises) {
        const best = exercise.options.find((option) => option.mark === 1);
        key.set(textOf(exercise.title), textOf(best.body[0]).slice(0, 40));
    }
}

// The letter of the best answer, which the page does not tell: from the set, by the words of the answers.
export async function bestLetter(page) {
    if (key.size === 0) readKey();
    const title = (await page.locator("h1").innerText()).replace(/^\d+ \/ \d+: /, "");
    const cards = await page.locator(".option .words").allInnerTexts();
    const place = cards.findIndex((text) => text.replace(/\s+/g, " ").startsWith(key.get(title)));
    assert.notEqual(place, -1, `${title}: ${cards}`);
    return "ABCDEFGH"[place];
}

export async function otherLetter(page) {
    return (await bestLetter(page)) === "A" ? "B" : "A";
}

export const radio = (page, letter) => page.getByRole("radio", { name: `Answer ${letter}` });
export const sendButton = (page) => page.getByRole("button", { name: "Send the answer" });
export const verdict = (page) => page.locator(".verdict");

export async function answer(page, letter) {
    await radio(page, letter).check();
    await sendButton(page).click();
    await verdict(page).waitFor();
}

export async function dontKnow(page) {
    await page.getByRole("button", { name: "I don’t know" }).click();
    await verdict(page).waitFor();
}

// Begin the most urgent review; the path of its step.
export async function review(page) {
    await page.goto("/review");
    await page.getByRole("button", { name: "Start" }).click();
    await page.waitForURL(/\/runs\/[^/]+\/1$/);
    return new URL(page.url()).pathname;
}

export const revealButton = (page) => page.getByRole("button", { name: "I have said it: show the points" });
export const ticks = (page) => page.getByRole("checkbox");
export const sendTicks = (page) => page.getByRole("button", { name: "Send the ticks" });

export async function reveal(page) {
    await revealButton(page).click();
    await ticks(page).first().waitFor();
}

export async function next(page) {
    const before = page.url();
    await page.locator("a[data-key=next]").click();
    await page.waitForURL((url) => url.href !== before);
    await page.locator("h1").waitFor();
}

// Where the keyboard is, in words: "h1 1 / 5: ...", "radio B", "button Send the answer", "body".
export const focus = (page) => page.evaluate(() => {
    const element = document.activeElement;
    const label = element.matches("[type=date]") && element.labels[0].innerText;
    const name = element.matches("input") ? element.dataset.letter ?? (label || element.value) : element.innerText;
    const kind = element.matches("input") ? element.type : element.localName;
    if (kind === "checkbox") return `checkbox ${element.name}`;
    return element.localName === "body" ? "body" : `${kind} ${name.trim()}`;
});

// Goldens are what was agreed to; they are written anew only on purpose.
export function assertGolden(name, text) {
    const file = path.join(here, "goldens", name);
    if (process.env.VIVA_GOLDEN === "write") fs.writeFileSync(file, text);
    assert.equal(text, fs.readFileSync(file, "utf8"), `${name} (VIVA_GOLDEN=write accepts what is new)`);
}
