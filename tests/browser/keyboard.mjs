// The whole flow without a mouse: once with Tab, the arrows, Space and Enter alone, once with the keys of the page. And where the
// focus is after each step, since whoever loses it has to begin at the top.
import assert from "node:assert/strict";
import { test } from "node:test";
import { pages } from "./pages.mjs";
import { begin, bestLetter, focus, open, radio, stage, SET, verdict } from "./practice.mjs";

const the = stage();

// Press Tab until the focus is on something.
async function tabTo(page, wanted) {
    const seen = [];
    for (let i = 0; i < 60; i++) {
        await page.keyboard.press("Tab");
        seen.push(await focus(page));
        if (seen.at(-1).startsWith(wanted)) return;
    }
    assert.fail(`no "${wanted}" on the way: ${seen.join(", ")}`);
}

const step = (page) => page.locator("h1").innerText();

// Wait for what changes the page, without looking anywhere but at it.
const titled = (page, title) => page.waitForFunction((text) => document.title.startsWith(text), title);

for (const script of [true, false]) {
    test(`Tab, the arrows, Space and Enter are enough ${script ? "with the script" : "without a script"}`, async () => {
        const page = await open(the, { script });
        await page.goto("/");
        await page.keyboard.press("Tab");
        assert.equal(await focus(page), "a Skip to the content");
        await tabTo(page, "a Senior Rust engineer");
        await page.keyboard.press("Enter");
        await page.waitForURL(`**${SET}`);
        await tabTo(page, "button Begin");
        await page.keyboard.press("Enter");
        for (let i = 1; i <= 5; i++) {
            await page.waitForURL(new RegExp(`/${i}$`));
            await tabTo(page, "radio A");
            await page.keyboard.press("Space");
            for (let presses = 1; presses < i; presses++) await page.keyboard.press("ArrowDown"); // from A on, around the group
            const letter = "ABCD"[(i - 1) % 4];
            assert.equal(await focus(page), `radio ${letter}`);
            assert.ok(await radio(page, letter).isChecked());
            await tabTo(page, "radio 1"); // Tab leaves the group
            await page.keyboard.press("ArrowRight");
            assert.equal(await focus(page), "radio 2");
            await tabTo(page, "button Send the answer");
            await page.keyboard.press("Enter");
            await verdict(page).waitFor();
            await tabTo(page, i < 5 ? "a Next question" : "a See how it went");
            await page.keyboard.press("Enter");
        }
        await page.waitForURL(/\/summary$/);
        await tabTo(page, "button Practise only these again");
        await page.keyboard.press("Enter");
        await page.waitForURL(/\/1$/);
        await page.context().close();
    });
}

for (const script of [true, false]) {
    test(`a plan is made and given up with Tab, Space and Enter ${script ? "with the script" : "without a script"}`, async () => {
        const page = await open(the, { script });
        await page.goto("/");
        await tabTo(page, "a Plan towards the day of an interview");
        await page.keyboard.press("Enter");
        await page.waitForURL("**/plan");
        await tabTo(page, "date Day of the interview");
        await page.keyboard.type("12242026"); // each part of the day in its turn
        await tabTo(page, "checkbox set:viva/databases");
        await page.keyboard.press("Space");
        await tabTo(page, "button Make the plan");
        await page.keyboard.press("Enter");
        await page.getByText("Your interview is in 32 days").waitFor();
        if (script) assert.equal(await focus(page), "h1 Your plan");
        await tabTo(page, "a Practise what is new");
        await tabTo(page, "summary The next two weeks");
        await page.keyboard.press("Enter");
        await page.getByText("2026-12-05").waitFor();
        await tabTo(page, "button Give the plan up");
        await page.keyboard.press("Enter");
        await page.getByText("No interview is set.").waitFor();
        await page.context().close();
    });
}

test("a day that cannot be takes the focus back to its field", async () => {
    const page = await open(the);
    await pages["the error of the plan"](page);
    await titled(page, "Not planned yet");
    assert.equal(await focus(page), "date Day of the interview");
    const said = await page.locator("#interview").evaluate((field) => document.getElementById(field.getAttribute("aria-describedby").split(" ")[0]).innerText);
    assert.match(said, /"24\.12\.2026" is no day; write year, month and day as in 2026-12-22/);
    await page.context().close();
});

test("the keys of the page are enough, and the focus goes where one reads on", async () => {
    const page = await open(the);
    await begin(page);
    assert.equal(await focus(page), `h1 ${await step(page)}`);

    await page.keyboard.press("Enter"); // nothing chosen yet
    await titled(page, "No answer chosen yet");
    assert.equal(await focus(page), "radio A");

    await page.keyboard.press("b");
    assert.equal(await focus(page), "radio B");
    assert.ok(await radio(page, "B").isChecked());
    await page.keyboard.press("3");
    assert.equal(await focus(page), "radio 3");
    assert.ok(await page.getByRole("radio", { name: "sure", exact: true }).isChecked());
    await page.keyboard.press("D");
    assert.ok(await radio(page, "D").isChecked());
    await page.keyboard.press("f");
    await page.getByRole("button", { name: "Flagged" }).waitFor();
    assert.equal(await focus(page), "radio D"); // flagging takes nobody away from what they do
    await page.keyboard.press("Enter");
    await titled(page, "Result of 1 / 5");
    assert.equal(await focus(page), "h2 The explanation");

    await page.keyboard.press("Enter");
    await titled(page, "2 / 5");
    assert.equal(await focus(page), `h1 ${await step(page)}`);
    await page.keyboard.press("?");
    await titled(page, "Result of 2 / 5");
    assert.equal(await focus(page), "h2 The explanation");

    for (const number of [3, 4, 5]) {
        await page.keyboard.press("Enter");
        await titled(page, `${number} / 5`);
        await page.keyboard.press(await bestLetter(page));
        await page.keyboard.press("Enter");
        await titled(page, `Result of ${number} / 5`);
    }
    await page.keyboard.press("Enter");
    await titled(page, "How it went");
    assert.equal(await focus(page), "h1 How it went");
    assert.deepEqual(page.watch.complaints, []);
    await page.context().close();
});

test("back and forward put the focus on the heading of the page that comes", async () => {
    const page = await open(the);
    await begin(page);
    await page.keyboard.press("a");
    await page.keyboard.press("Enter");
    await titled(page, "Result of 1 / 5");
    await page.keyboard.press("Enter");
    await titled(page, "2 / 5");
    await page.goBack();
    await titled(page, "Result of 1 / 5");
    assert.equal(await focus(page), "h2 The explanation");
    await page.goForward();
    await titled(page, "2 / 5");
    assert.equal(await focus(page), `h1 ${await step(page)}`);
    await page.context().close();
});

test("the keys can be switched off, and stay off", async () => {
    const page = await open(the);
    await begin(page);
    await page.getByText("Keys", { exact: true }).click();
    await page.getByLabel("use these keys").uncheck();
    await page.locator("h1").click();
    await page.keyboard.press("b");
    assert.ok(!await radio(page, "B").isChecked());
    await page.reload();
    await page.keyboard.press("b");
    assert.ok(!await radio(page, "B").isChecked());
    await page.context().close();
});

test("letters typed into a report are letters, and keys with Control belong to the browser", async () => {
    const page = await open(the);
    const run = await begin(page);
    await page.goto(`${run}/1/report`);
    await page.locator("#remark").click();
    await page.keyboard.type("a bad fact?");
    assert.equal(await page.locator("#remark").inputValue(), "a bad fact?");
    await page.goto(`${run}/1`);
    await page.keyboard.press("Control+b");
    assert.ok(!await radio(page, "B").isChecked());
    await page.context().close();
});

test("what has the focus is never hidden", async () => {
    const page = await open(the, { viewport: { width: 1280, height: 500 } });
    await page.goto(`${await begin(page)}/1`);
    let count = 0;
    for (;;) {
        await page.keyboard.press("Tab");
        const hidden = await page.evaluate(() => {
            const element = document.activeElement;
            if (element === document.body) return null; // behind the last one
            const box = element.getBoundingClientRect();
            const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
            return element.contains(top) || top?.contains(element) ? "" : `${element.outerHTML} below ${top?.outerHTML}`;
        });
        if (hidden === null) break;
        assert.equal(hidden, "");
        count++;
    }
    assert.ok(count > 15, String(count));
    await page.context().close();
});

test("from the progress to the curve of an exercise and its table with Tab and Enter", async () => {
    const page = await open(the);
    await begin(page);
    await radio(page, await bestLetter(page)).check();
    await page.keyboard.press("Enter");
    await verdict(page).waitFor();
    await page.goto("/progress");
    await tabTo(page, "summary The same as a table");
    await page.keyboard.press("Enter");
    await page.locator(".picture details[open] table").first().waitFor();
    await tabTo(page, "a Memory safety");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/progress\/viva\/senior-rust\/ownership$/);
    await page.getByRole("img", { name: /Recognising the best answer/ }).waitFor();
    await page.context().close();
});
