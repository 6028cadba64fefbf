// What a screen reader has to go by: the tree of names and roles as a golden, and what is announced, and how often.
import assert from "node:assert/strict";
import { test } from "node:test";
import { pages } from "./pages.mjs";
import { answer, assertGolden, begin, dontKnow, focus, open, otherLetter, ownSets, radio, sendButton, stage, verdict } from "./practice.mjs";

const the = stage({ sets: ownSets() });

const EVERYTHING = "/sets/tests/everything";

// The tree as lines. Runs have a new id each time.
const tree = async (page) => (await page.locator("body").ariaSnapshot()).replace(/[0-9a-f-]{36}/g, "RUN") + "\n";

// Everything that the status line says from here on, each change once.
const listen = (page) => page.evaluate(() => {
    const line = document.getElementById("status");
    window.said = [];
    window.line = line;
    new MutationObserver(() => line.textContent && window.said.push(line.textContent))
        .observe(line, { childList: true, characterData: true, subtree: true });
});
const said = (page) => page.evaluate(() => window.line === document.getElementById("status") ? window.said : "another line");

test("a set, as it is read out", async () => {
    const page = await open(the);
    await page.goto(EVERYTHING);
    assertGolden("set.tree.txt", await tree(page));
    await page.context().close();
});

test("a question and its result, as they are read out", async () => {
    const page = await open(the);
    await begin(page, EVERYTHING);
    assertGolden("question.tree.txt", await tree(page));
    await radio(page, "C").check();
    await page.getByRole("radio", { name: "sure", exact: true }).check();
    await sendButton(page).click();
    await verdict(page).waitFor();
    assertGolden("result.tree.txt", await tree(page));
    await page.context().close();
});

test("the summary, as it is read out", async () => {
    const page = await open(the);
    const run = await begin(page, EVERYTHING);
    await answer(page, "B");
    await page.goto(`${run}/2`);
    await dontKnow(page);
    await page.goto(`${run}/summary`);
    assertGolden("summary.tree.txt", await tree(page));
    await page.context().close();
});

test("the plan, as it is read out", async () => {
    const page = await open(the);
    await pages["the plan"](page);
    assertGolden("plan.tree.txt", await tree(page));
    await page.context().close();
});

test("the verdict is announced once, by a line that was there before, and not again by the focus", async () => {
    const page = await open(the);
    await begin(page);
    const line = page.locator("#status");
    assert.equal(await line.getAttribute("role"), "status");
    assert.equal(await line.textContent(), "");
    await listen(page);
    await answer(page, await otherLetter(page));
    const words = (await verdict(page).innerText()).trim();
    assert.deepEqual(await said(page), [words]);
    assert.equal(await focus(page), "h2 The explanation");
    assert.deepEqual(await page.evaluate(() => [document.getElementById("status").offsetWidth, document.getElementById("status").offsetHeight]), [1, 1]);
    await page.context().close();
});

test("the next question is announced by its heading, which has the focus, and by nothing else", async () => {
    const page = await open(the);
    await begin(page);
    await answer(page, "A");
    await listen(page);
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/2$/);
    await page.waitForFunction(() => document.activeElement.localName === "h1");
    assert.deepEqual(await said(page), []);
    await page.context().close();
});

test("a choice that is missing is tied to the group of answers, and the focus is on the first of them", async () => {
    const page = await open(the);
    await begin(page);
    await sendButton(page).click();
    await page.locator("#choice-error").waitFor();
    const group = page.getByRole("radiogroup", { name: "Which answer is the best?" });
    await group.and(page.locator("[aria-describedby=choice-error]")).waitFor();
    assert.equal(await focus(page), "radio A");
    await page.context().close();
});

test("what is in another language says so", async () => {
    const page = await open(the);
    const languageOf = (text) => page.getByText(text, { exact: true }).first().evaluate((element) => element.closest("[lang]").lang);
    await page.goto("/");
    const all = async (language, texts) => { for (const text of texts) assert.equal(await languageOf(text), language, text); };
    await all("fr", ["Entretien"]);
    await all("en", ["1 exercise."]);
    const run = await begin(page, "/sets/tests/entretien");
    await all("fr", ["Entretien", "Pourquoi un verrou ?", "Le plus net.", "Pour ordonner.", "Le fond"]);
    await all("en", ["Send the answer", "Answer A", "Interviewer:"]);
    await answer(page, "A");
    await all("fr", ["Entretien", "La raison.", "Cela ordonne", "Dire la raison."]);
    await all("en", ["What to take away", "Point", "says it"]);
    assert.match(await page.locator(".reasons p").first().innerText(), /^Why [AB]\? La raison\./);
    assert.equal(await page.locator(".reasons p").first().evaluate((element) => element.closest("[lang]").lang), "en");
    await page.locator("#flag button").click();
    await page.getByRole("button", { name: "Flagged" }).waitFor();
    await page.goto(`${run}/summary`);
    await all("fr", ["Entretien", "Le fond", "Le verrou"]);
    await all("en", ["How it went", "Worth another look"]);
    await page.goto("/progress");
    await all("fr", ["Entretien", "Le verrou"]);
    await all("en", ["Of all time: 1 of 1 exercise answered."]);
    await page.context().close();
});
