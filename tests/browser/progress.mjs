// The pictures of the progress when there is much to draw: nothing lies on anything else, and all answers can be reached.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { after, before, test } from "node:test";
import { launch, open, Service } from "./practice.mjs";

const CURVE = "/progress/own/one/ownership";
const DAYS = ["2026-09-01", "2026-10-10", "2026-11-02", "2026-11-18"];
const OFTEN = 51; // answers on each of these days
const the = {};

// A set of one exercise: the first of senior-rust.
function oneExercise() {
    const set = JSON.parse(execFileSync(process.env.VIVA, ["show", "--json", "viva/senior-rust"], { maxBuffer: 1 << 28 }).toString());
    return JSON.stringify({ ...set, namespace: "own", set: "one", exercises: set.exercises.slice(0, 1) });
}

async function answerOften(service) {
    for (let i = 0; i < OFTEN; i++) {
        const { run } = await service.call("/runs", { set: "own/one" });
        await service.call(`/runs/${run}/steps/1/answer`, { choice: "ABCD"[i % 4], sureness: "sure", took_ms: 40000 });
    }
}

before(async () => {
    let data;
    for (const day of DAYS) {
        const service = data ? Object.assign(new Service(), { data }) : await Service.start({ sets: { "one.json": oneExercise() }, now: `${day}T10:00:00Z` });
        if (data) await service.run(1, `${day}T10:00:00Z`);
        await answerOften(service);
        await service.end();
        data = service.data;
    }
    the.service = await Object.assign(new Service(), { data }).run(1, "2026-11-22T10:00:00Z");
    the.browser = await launch();
    const page = await open(the);
    await page.goto("/plan");
    await page.getByLabel("Day of the interview").fill("2026-11-24");
    await page.getByRole("button", { name: "Make the plan" }).click();
    await page.getByText("Your interview is in 2 days").waitFor();
    await page.context().close();
});

after(async () => {
    await the.browser?.close();
    await the.service?.stop();
});

// Pairs of words in drawings that lie on each other, and signs outside of the drawing they belong to.
const clashes = () => {
    const found = [];
    for (const drawing of document.querySelectorAll(".drawing")) {
        const words = [...drawing.querySelectorAll("span, text, li")].map((element) => ({ text: element.textContent, range: document.createRange(), element }));
        for (const word of words) word.range.selectNodeContents(word.element);
        const boxes = words.filter(({ text }) => text.trim()).map(({ text, range }) => ({ text, box: range.getBoundingClientRect() }));
        for (let i = 0; i < boxes.length; i++) {
            for (let j = i + 1; j < boxes.length; j++) {
                const [a, b] = [boxes[i].box, boxes[j].box];
                const isApart = a.right <= b.left || b.right <= a.left || a.bottom <= b.top + 3 || b.bottom <= a.top + 3;
                if (!isApart) found.push(`${boxes[i].text} on ${boxes[j].text}`);
            }
        }
        const plot = drawing.querySelector(".plot")?.getBoundingClientRect();
        for (const sign of plot ? drawing.querySelectorAll(".plot .at path") : []) {
            const { top, bottom } = sign.getBoundingClientRect();
            if (top < plot.top - 8 || bottom > plot.bottom + 8) found.push(`a sign at ${top} to ${bottom}, the drawing is ${plot.top} to ${plot.bottom}`);
        }
    }
    return found;
};

for (const width of [320, 640, 1280, 1920]) {
    test(`at ${width} px no words and no signs of a picture lie on others or beyond it`, async () => {
        const page = await open(the, { viewport: { width, height: 900 } });
        for (const path of ["/progress", CURVE]) {
            await page.goto(path);
            await page.locator(".drawing").first().waitFor();
            assert.deepEqual(await page.evaluate(clashes), [], path);
        }
        assert.equal(await page.locator(".curve .numbers text").count(), 2);
        await page.context().close();
    });

    test(`at ${width} px a strip has at least two fifths of the width of its picture`, async () => {
        const page = await open(the, { viewport: { width, height: 900 } });
        await page.goto("/progress");
        const shares = await page.locator(".strip").evaluateAll((strips) => strips.map((strip) =>
            strip.getBoundingClientRect().width / strip.closest(".picture").getBoundingClientRect().width));
        assert.ok(shares.length > 3);
        for (const share of shares) assert.ok(share >= 0.4, String(share));
        await page.context().close();
    });
}

// Words of tables that are broken in two because their column is too narrow, and days that are.
const brokenWords = () => {
    document.querySelectorAll("details").forEach((part) => { part.open = true; });
    const found = [];
    for (const cell of document.querySelectorAll("main :is(th, td)")) {
        const texts = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
        while (texts.nextNode()) {
            for (const { 0: word, index } of texts.currentNode.data.matchAll(/[^\s]+/g)) {
                const range = document.createRange();
                range.setStart(texts.currentNode, index);
                range.setEnd(texts.currentNode, index + word.length);
                const tops = [...range.getClientRects()].map(({ top }) => top);
                const isBroken = Math.max(...tops) - Math.min(...tops) > 8; // a first letter of its own is a box of its own
                if (isBroken && !(cell.matches("thead *") && word.includes("-"))) found.push(word);
            }
        }
    }
    return [...new Set(found)];
};

test("at 320 px no word in a table is broken", async () => {
    const page = await open(the, { viewport: { width: 320, height: 640 } });
    for (const path of ["/progress", CURVE, "/plan"]) {
        await page.goto(path);
        assert.deepEqual(await page.evaluate(brokenWords), [], path);
    }
    await page.context().close();
});

for (const script of [true, false]) {
    test(`older answers are a page further, and one comes back from them ${script ? "with the script" : "without a script"}`, async () => {
        const page = await open(the, { script });
        const place = () => { const { pathname, search } = new URL(page.url()); return pathname + search; };
        await page.goto(CURVE);
        await page.getByRole("link", { name: "Older answers" }).click();
        await page.waitForURL(`**${CURVE}?older=1`);
        await page.getByText("Page 2 of 3").waitFor();
        assert.equal(await page.getByRole("row").count(), 101);
        await page.getByRole("link", { name: "Older answers" }).click();
        await page.getByText("Page 3 of 3").waitFor();
        assert.equal(await page.getByRole("link", { name: "Older answers" }).count(), 0);
        assert.equal(await page.getByRole("row").count(), 5);
        await page.goBack();
        await page.getByText("Page 2 of 3").waitFor();
        assert.equal(place(), `${CURVE}?older=1`);
        await page.goBack();
        await page.getByText("Page 1 of 3").waitFor();
        assert.equal(place(), CURVE);
        assert.deepEqual(page.watch.complaints, []);
        await page.context().close();
    });
}

test("on paper a picture does without its table unless that was unfolded", async () => {
    const page = await open(the);
    await page.goto(CURVE);
    await page.emulateMedia({ media: "print" });
    assert.ok(await page.locator(".drawing").isVisible());
    assert.ok(!await page.locator(".picture table").isVisible());
    await page.goto(`${CURVE}?older=1`);
    assert.ok(await page.locator(".picture table").isVisible());
    await page.context().close();
});
