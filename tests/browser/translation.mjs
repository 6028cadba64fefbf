// A browser that translates wraps every text in <font><font>...</font></font>, at once and whenever a text comes or changes. Quizzes that
// hold on to their text nodes break under it. Ours goes on.
import assert from "node:assert/strict";
import { test } from "node:test";
import { begin, focus, open, stage } from "./practice.mjs";

const the = stage();

// What such a browser does to a page, with the script of the page running.
function translate() {
    const wrap = (text) => {
        const [outer, inner] = [document.createElement("font"), document.createElement("font")];
        outer.append(inner);
        inner.append(`«${text.data}»`);
        text.replaceWith(outer);
    };
    const isOurs = (text) => text.data.trim() !== "" && !text.parentElement.closest("font, script, style, textarea, [translate=no]");
    const all = (root) => {
        const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
        const texts = [];
        while (walker.nextNode()) if (isOurs(walker.currentNode)) texts.push(walker.currentNode);
        texts.forEach(wrap);
    };
    all(document.body);
    new MutationObserver((changes) => {
        for (const { addedNodes } of changes) {
            for (const node of addedNodes) {
                if (node.nodeType === Node.TEXT_NODE) { if (node.isConnected && isOurs(node)) wrap(node); } else if (node.isConnected) all(node);
            }
        }
    }).observe(document.body, { childList: true, subtree: true });
}

test("the flow goes on while every text is wrapped and replaced", async () => {
    const page = await open(the);
    await page.addInitScript(`document.addEventListener("DOMContentLoaded", () => (${translate})());`);
    const run = await begin(page);
    assert.match(await page.locator("h1").innerText(), /^«1 \/ 5: .*»$/);

    await page.locator("button[value=answer] font font").click(); // nothing is chosen; the click hits what was put in
    await page.locator("#choice-error font").first().waitFor();
    assert.equal(await focus(page), "radio A");

    await page.locator("#answer-C font").first().click(); // a card, by its words
    assert.ok(await page.locator("input[data-letter=C]").isChecked());
    await page.keyboard.press("b");
    await page.locator("#flag button font font").click();
    await page.locator("#flag button.flagged font").first().waitFor();
    assert.ok(await page.locator("input[data-letter=B]").isChecked());
    await page.locator("button[value=answer] font font").click();
    await page.locator(".verdict font").first().waitFor();
    assert.match(await page.locator("#status").textContent(), /best answer/);
    await page.locator("a[data-key=next] font font").click();
    await page.waitForURL(`**${run}/2`);

    for (const step of [2, 3, 4, 5]) {
        await page.waitForURL(`**${run}/${step}`);
        await page.locator("h1 font").first().waitFor();
        await page.keyboard.press("?");
        await page.locator(".verdict font").first().waitFor();
        await page.keyboard.press("Enter");
    }
    await page.waitForURL(`**${run}/summary`);
    await page.locator("h1 font").first().waitFor();
    await page.goBack();
    await page.waitForURL(`**${run}/5`);
    await page.locator(".verdict font").first().waitFor();
    assert.deepEqual(page.watch.complaints, []);
    await page.context().close();
});

test("code and what is no language stays as it is", async () => {
    const page = await open(the);
    await page.goto("/data");
    assert.equal(await page.locator("main code[translate=no]").count(), 1);
    await page.context().close();
});
