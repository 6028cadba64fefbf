// Whatever an author or a learner writes is text. A few hundred texts that try to be more (payloads.txt) are put into every field, and the
// pages must come out as with plain words: the same elements, the same attributes. Nothing runs, and the policy has nothing to refuse.
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { begin, here, open, stage } from "./practice.mjs";

const PLAIN = "plain words";
const GROUP = 12; // as many headings as a guide can have, so that each exercise has one of its own

const payloads = fs.readFileSync(path.join(here, "payloads.txt"), "utf8").split("\n").filter((line) => line !== "" && !/^#( |$)/.test(line));
const groups = [];
for (let i = 0; i < payloads.length; i += GROUP) groups.push(payloads.slice(i, i + GROUP));
while (groups.at(-1).length < GROUP) groups.at(-1).push(PLAIN);
const covers = groups.map((texts) => texts.join(" ")); // one line, where a whole set has one text alone

// The JSON form: a text is a text, whatever stands in it. -------------------------------------------------------------

const address = (text) => `https://example.org/?${encodeURIComponent(text)}`;
const cue = (text) => text.replaceAll(";", ","); // which would end it in Markdown, as would a colon the title of a heading
const heading = (text) => text.replaceAll(":", ";");
const terms = (texts) => ({
    phrases: texts.map((text) => ({ phrase: text, use: text })),
    glossary: texts.map((text) => ({ term: text, meaning: text })),
});

const bodyOf = (text) => [text, { code: text },
    [{ text, code: true }, { text, strong: true }, { text, emphasis: true }, { text, link: address(text) }]];

const exerciseOf = (text, i) => ({
    id: `e${i}`, kind: "choose-one", level: "senior", minutes: 3, title: text, question: [text], "look-for": text,
    points: [
        { id: "said", heading: `h${i}`, statement: text, why: text, variants: [text], cues: [cue(text)] },
        { id: "left", heading: `h${i}`, statement: text, why: text, variants: [text], cues: [cue(text)] },
    ],
    misconceptions: [{ id: "false", claim: text, truth: text, variants: [text] }],
    options: [
        { id: "best", best: true, mark: 1, covers: ["said", "left"], note: text, body: bodyOf(text) },
        { id: "other", mark: 0, touches: ["said"], claims: ["false"], faults: ["vague"], note: text, body: bodyOf(`other ${text}`) },
    ],
    lesson: [text], ...terms([text]),
    sources: [{ title: text, url: address(text), backs: ["said"] }],
    samples: [{ text, labels: [{ mark: "covers", id: "said" }] }],
    answers: [{ id: "good", body: [text], covers: ["said"] }],
    probes: [{ point: "said", question: text }],
    sentences: [{ id: "first", text }],
});

const setOf = (id, texts) => ({
    format: 1, set: id, namespace: "hostile", title: texts[0], focus: texts[0], language: "en", licence: "CC0-1.0", about: texts,
    guide: { title: texts[0], headings: texts.map((text, i) => ({ id: `h${i}`, title: heading(text), advice: text, signals: [cue(text)] })) },
    ...terms(texts),
    sources: texts.map((text) => ({ title: text, url: address(text) })),
    exercises: texts.map(exerciseOf),
});

// The texts that only one field of a set has: its title, its focus, the title of its guide.
const coverOf = (id, text) => ({ ...setOf(id, [text]), about: [text] });

// The Markdown form: a text may mean something there, but never HTML. -------------------------------------------------

const markdownOf = (id, text) => `---
set: ${id}
namespace: written
title: ${text}
focus: ${text}
language: en
licence: CC0-1.0
---
about ${text}

# Guide: guide ${text}

- **one** heading: advice ${text}

# Phrases

- **phrase**: use ${text}

# Glossary

- **term**: meaning ${text}

# Exercise: only

title ${text}

- kind: choose-one

> question ${text}

look for ${text}

## Points

- **said** (one): statement ${text}
  - why: why ${text}

## Misconceptions

- **false**: claim. Not so: truth ${text}

## Option: best *

body ${text}

- covers: said
- note: note ${text}

## Option: other

other body ${text}

- claims: false
- note: other note ${text}

## Lesson

lesson ${text}
`;

const files = () => {
    const sets = { "plain.json": setOf("plain", Array(GROUP).fill(PLAIN)), "cover.json": coverOf("cover", PLAIN) };
    groups.forEach((texts, i) => { sets[`group${i}.json`] = setOf(`group${i}`, texts); });
    covers.forEach((text, i) => { sets[`cover${i}.json`] = coverOf(`cover${i}`, text); });
    const written = { "plain.md": markdownOf("plain", PLAIN) };
    payloads.forEach((text, i) => { written[`text${i}.md`] = markdownOf(`text${i}`, text); });
    return { ...Object.fromEntries(Object.entries(sets).map(([name, set]) => [name, JSON.stringify(set)])), ...written };
};

const the = stage({ sets: files() });

// What a page consists of, without its texts: elements and attributes, and how deep they lie. Sorted, since the best answer is shown first
// or last.
const skeleton = (page, selector = "html") => page.evaluate((wanted) => {
    const root = document.querySelector(wanted);
    const value = ({ name, value }) => name === "href" && value.startsWith("https://example.org/?") ? "LINK" : value;
    const told = (element) => `${element.localName}{${[...element.attributes].map((one) => `${one.name}=${value(one)}`).sort().join(" ")}}`;
    const walk = (element, depth) => [depth + told(element), ...[...element.children].flatMap((child) => walk(child, `${depth} `))];
    return walk(root, "").sort().join("\n").replace(/[0-9a-f-]{36}/g, "RUN").replace(/hostile\/\w+/g, "hostile/SET").replace(/RUN\/summary/g, "RUN/N").replace(/\d+/g, "N");
}, selector);

// A line of text as it is kept: with single spaces.
const flat = (text) => text.replace(/\s+/g, " ").trim();

const settled = (page) => page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve))); // what would run later has run

const press = (page, selector) => page.evaluate((wanted) => document.querySelector(wanted).click(), selector);

// Go through a set of GROUP exercises, always choosing A; hand each page to look, with its kind and the number of the exercise. How one
// clicks is no matter here: the other tests do that with the mouse.
async function goThrough(page, set, look) {
    await page.goto(`/sets/hostile/${set}`);
    await look("set", 0);
    await press(page, "main form button");
    for (let number = 1; number <= GROUP; number++) {
        await page.locator(`form.answer[action$="/${number}/answer"]`).waitFor();
        await look(number < GROUP ? "question" : "last question", number);
        await press(page, "input[name=choice]");
        await press(page, "button[value=answer]");
        await page.locator(".verdict").waitFor();
        await look(`${await page.evaluate(() => document.querySelector(".verdict p").className)} result`, number);
        await press(page, "a[data-key=next]");
    }
    await page.locator(".summary").waitFor();
    await look("summary", 0);
}

const expected = {}; // kind of page -> its skeleton with plain words

test("every text is text in the list of sets and in the progress", async () => {
    const page = await open(the);
    await page.goto("/");
    const items = page.locator(".sets > li:has(a[href^='/sets/hostile/'])");
    assert.equal(await items.count(), covers.length + groups.length + 2);
    const seen = new Set(); // the one with plain words is among them
    for (const address of await items.locator("a").evaluateAll((links) => links.map((link) => link.getAttribute("href"))))
        seen.add(await skeleton(page, `.sets > li:has(a[href='${address}'])`));
    assert.equal(seen.size, 1, [...seen].join("\n\n"));
    await page.goto("/progress");
    const titles = new Set(await page.locator(".untouched a").allTextContents());
    assert.deepEqual(covers.filter((text) => !titles.has(flat(text))), []);
    await settled(page);
    assert.deepEqual(page.watch.complaints, []);
    await page.context().close();
});

test("with plain words every page has its skeleton", async () => {
    const page = await open(the);
    await goThrough(page, "plain", async (kind) => { expected[kind] = await skeleton(page); });
    assert.ok(expected["right result"] && expected["wrong result"]);
    await page.goto("/sets/hostile/cover");
    expected.cover = await skeleton(page);
    assert.deepEqual(page.watch.complaints, []);
    await page.context().close();
});

groups.forEach((texts, i) => {
    test(`texts ${i * GROUP + 1} to ${(i + 1) * GROUP} are text in every field of an exercise`, async () => {
        const page = await open(the);
        await goThrough(page, `group${i}`, async (kind, number) => {
            const text = texts[number - 1] ?? texts[0];
            const [seen, usual] = [(await skeleton(page)).split("\n"), expected[kind].split("\n")];
            // How long the lists of a summary are is up to how it went.
            if (kind === "summary") assert.deepEqual(seen.filter((line) => !usual.includes(line)), [], text);
            else assert.deepEqual(seen, usual, `${kind} of ${text}`);
            const title = await page.locator("h1").textContent();
            if (kind !== "summary") assert.equal(title.replace(/^\d+ \/ \d+: /, ""), flat(text));
        });
        await settled(page);
        assert.deepEqual(page.watch.complaints, []);
        assert.deepEqual(page.watch.requests.filter((url) => !url.startsWith(the.service.address)), []);
        await page.context().close();
    });
});

test("every text is text in the progress of what was practised", async () => {
    const page = await open(the);
    await page.goto("/progress");
    const sections = page.locator("section.states:has(a[href^='/sets/hostile/group'])");
    assert.equal(await sections.count(), groups.length);
    // In the order of the library, where group10 comes before group2.
    const texts = async (part) => (await sections.locator(part).allTextContents()).map(flat).sort();
    assert.deepEqual(await texts("h2"), groups.map(([text]) => flat(text)).sort());
    assert.deepEqual(await texts("dt"), groups.flat().map(flat).sort());
    assert.deepEqual(await kinds(page, "section.states *"), ["a{data-swap href lang}", "a{data-swap href}", "dd{}", "details{}",
        "div{aria-labelledby class role}", "div{class}", "div{}", "dl{}", "dt{}", "h2{}", "h3{id}", "line{class x1 x2 y1 y2}", "path{class d}", "p{class}", "p{id}",
        "section{class}", "span{aria-hidden class}", "span{class}", "summary{}", "svg{class x y}", "svg{class}", "table{}", "tbody{}", "td{}", "thead{}",
        "th{scope}", "tr{}"]);
    await settled(page);
    assert.deepEqual(page.watch.complaints, []);
    await page.context().close();
});

test("every text is text as the title and the focus of a set", async () => {
    const page = await open(the);
    for (const [i, text] of covers.entries()) {
        await page.goto(`/sets/hostile/cover${i}`);
        assert.equal(await skeleton(page), expected.cover, text);
        assert.equal(await page.locator("h1").textContent(), flat(text));
        assert.equal(await page.title(), `${flat(text)} · viva`);
    }
    assert.deepEqual(page.watch.complaints, []);
    await page.context().close();
});

test("every text is text in the remark of a report", async () => {
    const page = await open(the);
    const run = await begin(page, "/sets/hostile/plain");
    let usual;
    for (const text of [PLAIN, ...groups.map((texts) => texts.join("\n"))]) {
        await page.goto(`${run}/1/report`);
        await page.locator("#remark").fill(text);
        await page.getByRole("button", { name: "Write the report" }).click();
        await page.locator("#report").waitFor();
        usual ??= await skeleton(page);
        assert.equal(await skeleton(page), usual, text);
        assert.ok((await page.locator("#report").inputValue()).includes(text.trim()), text);
    }
    assert.deepEqual(page.watch.complaints, []);
    await page.context().close();
});

// In Markdown a text may be emphasis, code or a link. What else a page then consists of must be there with plain words too, but not once
// does a handler, a style or an address of another kind get in. Our policy is switched off here, so that whatever got in would run.
const MARKDOWN = ["em{}", "strong{}", "code{}", "a{href rel}", "br{}", "p{}", "ul{}", "ol{start}", "li{}", "blockquote{}", "pre{aria-label tabindex}", "code{translate}"];

const kinds = (page, selector = "*") => page.evaluate((wanted) => [...new Set([...document.querySelectorAll(wanted)]
    .map((element) => `${element.localName}{${element.getAttributeNames().sort().join(" ")}}`))].sort(), selector);

// What of a page is worth a look, in one go: kinds of elements that are not known, addresses of another kind, and whether anything ran.
const oddities = (page, known) => page.evaluate((names) => [
    ...[...document.querySelectorAll("*")].map((element) => `${element.localName}{${element.getAttributeNames().sort().join(" ")}}`)
        .filter((kind) => !names.includes(kind)),
    ...[...document.querySelectorAll("[href], [src], [action]")]
        .map((element) => element.getAttribute("href") ?? element.getAttribute("src") ?? element.getAttribute("action"))
        .filter((address) => !/^(\/|#main$|https?:\/\/|mailto:)/.test(address) || address.startsWith("//")),
    ...(globalThis.hasRun ? ["something ran"] : []),
], [...known]);

async function readMarkdown(page, set, look) {
    await page.goto(`/sets/written/${set}`);
    await look();
    await press(page, "main form button");
    await page.locator("form.answer").waitFor();
    await look();
    await press(page, "button[value=dont-know]");
    await page.locator(".verdict").waitFor();
    await look();
}

test("in Markdown no text becomes more than Markdown, or its set is refused", async () => {
    const page = await open(the, { bypassCSP: true });
    await page.addInitScript(() => { globalThis.alert = globalThis.confirm = globalThis.prompt = () => { globalThis.hasRun = true; }; });
    const known = new Set(MARKDOWN);
    await readMarkdown(page, "plain", async () => { for (const kind of await kinds(page)) known.add(kind); });
    const usable = new Set((await (await page.request.get("/")).text()).match(/(?<=\/sets\/written\/)text\d+/g));
    assert.ok(usable.size > payloads.length / 2, `${usable.size} of ${payloads.length} can be read at all`);
    for (const [i, text] of payloads.entries()) {
        if (!usable.has(`text${i}`)) continue;
        await readMarkdown(page, `text${i}`, async () => assert.deepEqual(await oddities(page, known), [], text));
    }
    await settled(page);
    assert.deepEqual(page.watch.complaints, []);
    await page.context().close();
});
