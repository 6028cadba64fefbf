// From the first page to the summary, with the mouse, with the script and without it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { answer, begin, bestLetter, dontKnow, next, open, otherLetter, radio, sendButton, stage, SET, verdict } from "./practice.mjs";

const the = stage();

const completed = (page) => page.locator("p.progress").innerText();
const history = async (page) => {
    const session = await page.context().newCDPSession(page);
    const { entries, currentIndex } = await session.send("Page.getNavigationHistory");
    return entries.slice(0, currentIndex + 1).map((entry) => new URL(entry.url).pathname).slice(1); // behind about:blank
};

for (const script of [true, false]) {
    const how = script ? "with the script" : "without a script";

    test(`a learner goes from the sets to the summary ${how}`, async () => {
        const page = await open(the, { script });
        await page.goto("/");
        assert.equal(await page.title(), "What do you want to practise? · viva");
        await page.getByRole("link", { name: "Senior Rust engineer" }).click();
        await page.waitForURL(`**${SET}`);
        assert.match(await page.locator("main").innerText(), /^Senior Rust engineer\s+Pick the best-structured answer to each of 5 questions/);
        await page.getByRole("button", { name: "Begin" }).first().click();
        await page.waitForURL(/\/1$/);
        for (let step = 1; step <= 5; step++) {
            assert.match(await page.title(), new RegExp(`^${step} / 5: .* · viva$`));
            assert.match(await completed(page), new RegExp(`^${step - 1} / 5 completed`));
            if (step === 3) await dontKnow(page);
            else await answer(page, step === 1 ? await otherLetter(page) : await bestLetter(page));
            assert.match(await page.title(), new RegExp(`^Result of ${step} / 5: .* · viva$`));
            assert.match(await completed(page), new RegExp(`^${step} / 5 completed`));
            assert.match(await verdict(page).innerText(), step === 1 ? /You chose/ : step === 3 ? /that is fine/ : /^Right/);
            await next(page);
        }
        assert.equal(await page.title(), "How it went · viva");
        assert.match(await page.locator("main").innerText(), /best answer to 3 of 5 questions/);
        await page.getByRole("button", { name: "Practise only these again" }).click();
        await page.waitForURL(/\/1$/);
        assert.match(await completed(page), /^0 \/ 2 completed/);
        assert.deepEqual(page.watch.complaints, []);
        assert.deepEqual(page.watch.requests.filter((url) => !url.startsWith(the.service.address)), []);
        await page.context().close();
    });

    test(`the back button, a reload and a second tab show the first result ${how}`, async () => {
        const page = await open(the, { script });
        const run = await begin(page);
        const second = await page.context().newPage();
        await second.goto(`${run}/1`);
        const [best, other] = [await bestLetter(page), await otherLetter(page)];
        await answer(page, best);
        const said = await verdict(page).innerText();
        await page.reload();
        assert.equal(await verdict(page).innerText(), said);
        await next(page);
        await page.goBack();
        await page.waitForURL(`**${run}/1`);
        assert.equal(await verdict(page).innerText(), said);
        assert.equal(await radio(page, best).count(), 0);
        await page.goForward();
        await page.waitForURL(`**${run}/2`);
        await page.waitForFunction(() => /^2 \/ 5/.test(document.title)); // the address is there before the page
        await answer(second, other); // from a form that was open all the time
        assert.equal(await verdict(second).innerText(), said);
        await page.context().close();
    });

    test(`a click too many makes one answer ${how}`, async () => {
        const page = await open(the, { script });
        const before = the.service.journal("choice").length;
        await begin(page);
        await radio(page, "C").check();
        await sendButton(page).dblclick();
        await verdict(page).waitFor();
        assert.equal(the.service.journal("choice").length, before + 1);
        await page.context().close();
    });

    test(`to send without a choice says what is missing and keeps how sure one is ${how}`, async () => {
        const page = await open(the, { script });
        const run = await begin(page);
        await page.getByRole("radio", { name: "fairly sure" }).check();
        await sendButton(page).click();
        const group = page.getByRole("radiogroup", { name: "Which answer is the best?" });
        await page.locator("#choice-error").waitFor();
        assert.match(await page.title(), /^No answer chosen yet: 1 \/ 5/);
        assert.equal(await group.getAttribute("aria-invalid"), "true");
        assert.ok(await page.getByRole("radio", { name: "fairly sure" }).isChecked());
        await answer(page, "A");
        assert.equal(new URL(page.url()).pathname, `${run}/1`);
        await page.context().close();
    });

    test(`a skipped question comes back, and a flagged one is in the summary ${how}`, async () => {
        const page = await open(the, { script });
        const run = await begin(page);
        await page.getByRole("link", { name: "Skip for now" }).click();
        await page.waitForURL(`**${run}/2`);
        await page.getByRole("button", { name: "Flag to look at again" }).click();
        await page.getByRole("button", { name: "Flagged (take it back)" }).waitFor();
        for (const step of [2, 3, 4, 5, 1]) {
            assert.equal(new URL(page.url()).pathname, `${run}/${step}`);
            await answer(page, await bestLetter(page));
            await next(page);
        }
        assert.match(await page.locator("main").innerText(), /: you flagged it/);
        await page.goto(`${run}/2`);
        await page.getByRole("button", { name: "Flagged (take it back)" }).click();
        await page.getByRole("button", { name: "Flag to look at again" }).waitFor();
        await page.context().close();
    });
}

test("of a set that was never practised the pages say what there is to do, and sets with answers come first", async () => {
    const page = await open(the);
    const titles = () => page.locator(".sets h2").allInnerTexts();
    await page.goto("/data");
    await page.getByLabel("Type the word erase to confirm:").fill("erase");
    await page.getByRole("button", { name: "Erase everything" }).click();
    await page.getByRole("heading", { name: "Everything was erased" }).waitFor();
    await page.goto("/");
    const before = await titles();
    const [last] = before.slice(-1);
    assert.ok(before.length > 2);
    for (const text of await page.locator(".sets li").allInnerTexts()) assert.match(text, /\n\d+ exercises, about \d+ minutes\.$/);
    await page.getByRole("link", { name: last }).click();
    await page.getByRole("button", { name: "Begin" }).first().click();
    await page.waitForURL(/\/1$/);
    await dontKnow(page);
    await page.goto("/");
    assert.deepEqual(await titles(), [last, ...before.slice(0, -1)]);
    assert.match(await page.locator(".sets li").first().innerText(), /1 \/ \d+ completed$/);

    await page.goto("/progress");
    assert.deepEqual(await page.locator("section.states h2").allInnerTexts(), [last]);
    assert.equal(await page.locator("section.states dt").count(), Number((await page.getByText("A run is open").innerText()).match(/(\d+) completed/)[1]));
    assert.deepEqual(await page.locator(".untouched a").allInnerTexts(), before.slice(0, -1));
    await page.locator(".untouched a").first().click();
    await page.getByRole("heading", { name: before[0], level: 1 }).waitFor();
    await page.context().close();
});

test("with the script the history has one entry for each page", async () => {
    const page = await open(the);
    const run = await begin(page);
    await sendButton(page).click(); // nothing chosen: the same page
    await page.locator("#choice-error").waitFor();
    await answer(page, "A");
    await page.getByRole("button", { name: "Flag to look at again" }).click();
    await page.getByRole("button", { name: "Flagged" }).waitFor();
    await page.getByRole("link", { name: "Skip to the content" }).focus();
    await next(page);
    await answer(page, "B");
    await next(page);
    assert.deepEqual(await history(page), [SET, `${run}/1`, `${run}/2`, `${run}/3`]);
    await page.context().close();
});

test("what was chosen, and how sure, stays when the question is flagged", async () => {
    const page = await open(the);
    await page.goto(`${await begin(page)}/4`);
    await radio(page, "C").check();
    await page.getByRole("radio", { name: "fairly sure" }).check();
    await page.getByRole("button", { name: "Flag to look at again" }).click();
    await page.getByRole("button", { name: "Flagged" }).waitFor();
    assert.ok(await radio(page, "C").isChecked());
    assert.ok(await page.getByRole("radio", { name: "fairly sure" }).isChecked());
    await page.context().close();
});

test("a click anywhere on an answer chooses it, but not one that ends a selection of words", async () => {
    const page = await open(the);
    await begin(page);
    await page.locator("#answer-B p").first().click();
    assert.ok(await radio(page, "B").isChecked());
    await page.locator("#answer-D").scrollIntoViewIfNeeded();
    const box = await page.locator("#answer-D p").first().boundingBox();
    await page.mouse.move(box.x + 5, box.y + 10);
    await page.mouse.down();
    await page.mouse.move(box.x + 200, box.y + 10, { steps: 5 });
    await page.mouse.up();
    assert.notEqual(await page.evaluate(() => String(getSelection())), "");
    assert.ok(!await radio(page, "D").isChecked());
    await page.context().close();
});

test("when the server is gone the page says so, keeps the choice, and goes on once it is back", async () => {
    const page = await open(the);
    await begin(page);
    await radio(page, "C").check();
    await page.route("**/answer", (route) => route.abort());
    await sendButton(page).click();
    await page.getByText("No answer came.").waitFor();
    assert.ok(await page.locator("#status").isVisible());
    assert.ok(await radio(page, "C").isChecked());
    await page.unroute("**/answer");
    await sendButton(page).click();
    await verdict(page).waitFor();
    assert.ok(!await page.locator("#status").evaluate((line) => line.classList.contains("seen")));
    await page.context().close();
});

test("everything that is kept can be taken along and erased", async () => {
    const page = await open(the);
    await page.goto("/data");
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Download the journal" }).click()]);
    assert.equal(download.suggestedFilename(), "viva-journal.jsonl");
    await page.getByRole("button", { name: "Erase everything" }).click();
    await page.locator("#confirm-error").waitFor();
    assert.equal(await page.title(), "Nothing was erased: your data · viva");
    assert.ok(the.service.journal("choice").length > 0);
    await page.getByLabel("Type the word erase to confirm:").fill("erase");
    await page.getByRole("button", { name: "Erase everything" }).click();
    await page.getByRole("heading", { name: "Everything was erased" }).waitFor();
    assert.deepEqual(the.service.journal("choice"), []);
    await page.context().close();
});
