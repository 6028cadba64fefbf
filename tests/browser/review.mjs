// What is due, from the first page to the last result: by mouse and by keyboard, with the script and without, and as it is read out.
import assert from "node:assert/strict";
import { test } from "node:test";
import { assertGolden, focus, open, ownSets, reveal, revealButton, review, sendTicks, stage, ticks, verdict } from "./practice.mjs";

const the = stage({ sets: ownSets(), learnt: ["tests/everything", "viva/senior-rust", "viva/senior-c", "viva/senior-go"] });

const words = (page) => page.locator("main").innerText();
const notes = (page) => page.getByRole("textbox", { name: "Notes while you speak" });
const marks = () => the.service.journal("self-marks").length;
const titled = (page, title) => page.waitForFunction((text) => document.title.startsWith(text), title);
const tree = async (page) => (await page.locator("body").ariaSnapshot()).replace(/[0-9a-f-]{36}/g, "RUN") + "\n";

// These come first: what they show depends on nothing that was answered before.
test("what is due, as it is read out", async () => {
    const page = await open(the);
    await page.goto("/review");
    assertGolden("review.tree.txt", await tree(page));
    await page.context().close();
});

test("a question that is said aloud, its points and its result, as they are read out", async () => {
    const page = await open(the);
    await review(page);
    assertGolden("aloud.tree.txt", await tree(page));
    await notes(page).fill("first the mechanism");
    await reveal(page);
    assertGolden("points.tree.txt", await tree(page));
    await ticks(page).first().check();
    await sendTicks(page).click();
    await verdict(page).waitFor();
    assertGolden("produced.tree.txt", await tree(page));
    await page.context().close();
});

for (const script of [true, false]) {
    const how = script ? "with the script" : "without a script";

    test(`a learner goes from the first page through two reviews and stops ${how}`, async () => {
        const page = await open(the, { script });
        await page.goto("/");
        await page.getByRole("link", { name: "due now" }).click();
        await page.waitForURL("**/review");
        const due = Number((await words(page)).match(/(\d+) questions are due now/)[1]);
        await page.getByRole("button", { name: "Start" }).click();
        for (const round of [1, 2]) {
            await page.waitForURL(/\/1$/);
            await revealButton(page).waitFor();
            assert.match(await page.title(), / \(review\) · viva$/);
            assert.match(await words(page), new RegExp(`${due - round} more are due after this one`));
            const title = await page.locator("h1").innerText();
            await reveal(page);
            assert.equal(await page.locator("h1").innerText(), title);
            await ticks(page).nth(1).check();
            await sendTicks(page).click();
            await verdict(page).waitFor();
            assert.match(await page.title(), /^Result of .* \(review\)/);
            assert.match(await verdict(page).innerText(), /^◐?\s*You made 1 of/);
            assert.match(await words(page), /comes back|is due again/);
            if (round === 1) await page.getByRole("button", { name: "Next" }).click();
        }
        await page.getByRole("link", { name: "Stop for now" }).click();
        await page.waitForURL("**/review");
        assert.match(await words(page), new RegExp(`${due - 2} questions are due now`));
        assert.deepEqual(page.watch.complaints, []);
        await page.context().close();
    });

    test(`the points are shown only when they are asked for, with the notes, which are kept nowhere ${how}`, async () => {
        const page = await open(the, { script });
        const path = await review(page);
        assert.equal(await ticks(page).count(), 0);
        await notes(page).fill("lifetimes <b>first</b>\nthen cost");
        await reveal(page);
        assert.equal(new URL(page.url()).pathname, `${path}/points`);
        assert.equal(await notes(page).inputValue(), "lifetimes <b>first</b>\nthen cost");
        await sendTicks(page).click();
        await page.locator("#choice-error").waitFor();
        assert.match(await page.title(), /^Nothing ticked yet: .* \(review\)/);
        assert.equal(await notes(page).inputValue(), "lifetimes <b>first</b>\nthen cost");
        await page.goto(path);
        assert.equal(await notes(page).inputValue(), "");
        assert.equal(await ticks(page).count(), 0);
        await page.context().close();
    });

    test(`a second tab, a reload and the back button show the first ticks, which are there once ${how}`, async () => {
        const page = await open(the, { script });
        const before = marks();
        const path = await review(page);
        const second = await page.context().newPage();
        await second.goto(`${path}/points`);
        await reveal(page);
        await ticks(page).first().check();
        await sendTicks(page).dblclick();
        await verdict(page).waitFor();
        const said = await verdict(page).innerText();
        await ticks(second).nth(1).check();
        await ticks(second).nth(2).check();
        await sendTicks(second).click();
        await verdict(second).waitFor();
        assert.equal(await verdict(second).innerText(), said);
        await page.reload();
        assert.equal(await verdict(page).innerText(), said);
        if (script) { // without it the page behind came with the notes, and the browser asks whether to send them again
            await page.goBack();
            await page.goForward();
            await verdict(page).waitFor();
        }
        await page.goto(`${path}/points`);
        assert.equal(new URL(page.url()).pathname, path);
        assert.equal(marks(), before + 1);
        await page.context().close();
    });

    test(`who knows nothing says so before or after the points are shown ${how}`, async () => {
        const page = await open(the, { script });
        await review(page);
        await page.getByRole("button", { name: "I don’t know" }).click();
        await verdict(page).waitFor();
        assert.match(await verdict(page).innerText(), /that is fine/);
        await review(page);
        await reveal(page);
        await page.getByRole("button", { name: "None of it: I don’t know yet" }).click();
        await verdict(page).waitFor();
        assert.match(await verdict(page).innerText(), /that is fine/);
        await page.context().close();
    });

    test(`Tab, Space and Enter are enough ${how}`, async () => {
        const page = await open(the, { script });
        const tabTo = async (wanted) => {
            const seen = [];
            while (seen.length < 60) {
                await page.keyboard.press("Tab");
                seen.push(await focus(page));
                if (seen.at(-1).startsWith(wanted)) return;
            }
            assert.fail(`no "${wanted}" on the way: ${seen.join(", ")}`);
        };
        await page.goto("/review");
        await tabTo("button Start");
        await page.keyboard.press("Enter");
        await page.waitForURL(/\/1$/);
        await revealButton(page).waitFor();
        await tabTo("textarea");
        await page.keyboard.type("a note, f and ?"); // letters, not keys
        await tabTo("button I have said it");
        await page.keyboard.press("Enter");
        await page.waitForURL(/\/points$/);
        await ticks(page).first().waitFor();
        assert.equal(await notes(page).inputValue(), "a note, f and ?");
        await tabTo("checkbox point-1");
        await page.keyboard.press("Space");
        await tabTo("checkbox point-2");
        await page.keyboard.press("Space");
        await tabTo("button Send the ticks");
        await page.keyboard.press("Enter");
        await verdict(page).waitFor();
        assert.match(await verdict(page).innerText(), /2 of/);
        await tabTo("button Next");
        await page.keyboard.press("Enter");
        await revealButton(page).waitFor();
        await page.context().close();
    });
}

test("the keys of the page are enough, and the focus goes where one reads on", async () => {
    const page = await open(the);
    await review(page);
    assert.match(await focus(page), /^h1 /);
    await page.keyboard.press("Enter");
    await titled(page, "The points of ");
    assert.equal(await focus(page), "h2 Which of these points did you make?");
    await page.keyboard.press("Enter"); // nothing ticked yet
    await titled(page, "Nothing ticked yet: ");
    assert.equal(await focus(page), "checkbox point-1");
    await page.keyboard.press("Space");
    await page.keyboard.press("Enter");
    await titled(page, "Result of ");
    assert.equal(await focus(page), "h2 The explanation");
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => !/^Result/.test(document.title));
    assert.match(await focus(page), /^h1 /);
    await page.keyboard.press("?");
    await titled(page, "Result of ");
    await page.context().close();
});

test("the verdict and what it led to are announced once", async () => {
    const page = await open(the);
    await review(page);
    await reveal(page);
    await page.evaluate(() => {
        window.said = [];
        const line = document.getElementById("status");
        new MutationObserver(() => line.textContent && window.said.push(line.textContent)).observe(line, { childList: true });
    });
    await ticks(page).first().check();
    await sendTicks(page).click();
    await verdict(page).waitFor();
    const said = await page.evaluate(() => window.said);
    assert.equal(said.length, 1);
    assert.match(said[0], /You made 1 of/);
    assert.match(said[0], /comes back|is due again/);
    await page.context().close();
});

test("each point is in a group of its heading's name, and what is missing is tied to the first", async () => {
    const page = await open(the);
    await review(page);
    await reveal(page);
    const boxes = await ticks(page).count();
    for (const name of await page.locator("legend").allInnerTexts())
        assert.ok(await page.getByRole("group", { name, exact: true }).getByRole("checkbox").count() > 0, name);
    assert.equal(await page.locator("fieldset input[type=checkbox]").count(), boxes);
    await sendTicks(page).click();
    await page.locator("#choice-error").waitFor();
    assert.equal(await ticks(page).first().getAttribute("aria-describedby"), "choice-error");
    await page.context().close();
});

test("when the server is gone the ticks stay, and go out once it is back", async () => {
    const page = await open(the);
    await review(page);
    await reveal(page);
    await ticks(page).nth(1).check();
    await page.route("**/ticks", (route) => route.abort());
    await sendTicks(page).click();
    await page.getByText("No answer came.").waitFor();
    assert.ok(await ticks(page).nth(1).isChecked());
    await page.unroute("**/ticks");
    await sendTicks(page).click();
    await verdict(page).waitFor();
    await page.context().close();
});
