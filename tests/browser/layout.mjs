// How the pages sit on the screens that people have, and what stays of them when people change colours, spacing, size or medium.
import assert from "node:assert/strict";
import { test } from "node:test";
import { EVERYTHING, LEARNT, pages } from "./pages.mjs";
import { answer, begin, bestLetter, open, otherLetter, ownSets, radio, sendButton, stage, verdict } from "./practice.mjs";

const the = stage({ sets: ownSets(), learnt: LEARNT });

// WCAG 1.4.12: what a reader may set without losing anything.
const SPACING = "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-bottom: 2em !important }";

// What sticks out of the page to the side, but for what scrolls by itself.
const sticksOut = (page) => page.evaluate(() => {
    const scrolls = (element) => element.closest("pre, .carets") !== null;
    const isSkip = (element) => element.matches(".skip"); // waits outside until it has the focus
    const out = [...document.querySelectorAll("body *")].filter((element) => element.getClientRects().length > 0 && !scrolls(element) && !isSkip(element))
        .filter((element) => element.getBoundingClientRect().right > innerWidth + 1 || element.getBoundingClientRect().left < -1);
    return [document.scrollingElement.scrollWidth - innerWidth, ...out.map((element) => element.outerHTML.slice(0, 120))];
});

// Text that is cut off by the box it is in.
const cutOff = (page) => page.evaluate(() => [...document.querySelectorAll("body *")]
    .filter((element) => ["hidden", "clip"].includes(getComputedStyle(element).overflowY) && element.clientHeight > 1 && element.localName !== "progress")
    .filter((element) => element.scrollHeight > element.clientHeight + 1).map((element) => element.outerHTML.slice(0, 120)));

// Controls smaller than 24 by 24 px (2.5.8). A radio button is as large as its label; links within a sentence are excepted.
const smallTargets = (page) => page.evaluate(() => [...document.querySelectorAll("a, button, input:not([type=hidden]), summary, textarea")]
    .filter((element) => element.getClientRects().length > 0 && !element.matches(".skip, p:not(.crumb, .actions) a:not(.button), dd a"))
    .filter((element) => {
        const { width, height } = (element.closest("label") ?? element).getBoundingClientRect();
        return width < 24 || height < 24;
    }).map((element) => element.outerHTML.slice(0, 120)));

for (const [name, go] of Object.entries(pages)) {
    test(`${name}: nothing beyond the edge at 320 px, zoomed to 400 % or with wide spacing, nothing too small to hit`, async () => {
        const page = await open(the, { bypassCSP: true, viewport: { width: 1280, height: 900 } }); // for our spacing alone
        await go(page);
        assert.deepEqual(await smallTargets(page), []);
        for (const [width, height] of [[1280, 900], [768, 1024], [320, 640], [320, 256]]) { // the last is 1280 by 1024 at 400 %
            await page.setViewportSize({ width, height });
            assert.deepEqual(await sticksOut(page), [0], `${width} by ${height}`);
            assert.deepEqual(await smallTargets(page), []);
        }
        await page.addStyleTag({ content: SPACING });
        for (const width of [320, 1280]) {
            await page.setViewportSize({ width, height: 640 });
            assert.deepEqual(await sticksOut(page), [0], `spaced out, ${width}`);
            assert.deepEqual(await cutOff(page), []);
        }
        await page.context().close();
    });
}

const box = (page, selector) => page.locator(selector).first().boundingBox();

test("on a wide screen the help lies beside the question, on a very wide one the answers lie side by side", async () => {
    const page = await open(the);
    await begin(page);
    const places = async (width) => {
        await page.setViewportSize({ width, height: 900 });
        const [sheet, side, first, second] = [await box(page, ".sheet"), await box(page, ".side"), ...await Promise.all(
            [0, 1].map((place) => page.locator(".option").nth(place).boundingBox()))];
        return { beside: side.x >= sheet.x + sheet.width, pair: second.x >= first.x + first.width, measure: first.width };
    };
    for (const [width, beside, pair] of [[320, false, false], [768, false, false], [1280, true, false], [1920, true, true]]) {
        const seen = await places(width);
        assert.deepEqual([seen.beside, seen.pair], [beside, pair], String(width));
        assert.ok(seen.measure < 760, `${seen.measure} px are too long a line at ${width}`);
    }
    await page.context().close();
});

test("what lies beside the question stays in sight, and can be scrolled when it is long", async () => {
    const page = await open(the, { viewport: { width: 1280, height: 400 } });
    await begin(page);
    await page.evaluate(() => scrollTo(0, 1200));
    const side = await box(page, ".side");
    assert.ok(side.y >= 0 && side.y < 60 && side.y + side.height <= 401, JSON.stringify(side));
    await page.locator(".side summary").last().focus();
    const last = await box(page, ".side summary >> nth=-1");
    assert.ok(last.y >= 0 && last.y + last.height <= 401, JSON.stringify(last));
    await page.context().close();
});

const style = (locator, ...names) => locator.evaluate((element, wanted) => wanted.map((name) => getComputedStyle(element)[name]), names);

test("with forced colours the choice, the best and one's own answer are still marked", async () => {
    const page = await open(the, { forcedColors: "active" });
    await begin(page);
    const [best, other] = [await bestLetter(page), await otherLetter(page)];
    const card = (letter) => page.locator(".option").filter({ has: page.locator(`[data-letter=${letter}]`) });
    const plain = await style(card(other), "outlineStyle");
    await radio(page, other).check();
    assert.deepEqual([plain, await style(card(other), "outlineStyle")], [["none"], ["solid"]]);
    await sendButton(page).click();
    await verdict(page).waitFor();
    for (const [letter, mark] of [[best, "the best"], [other, "your choice"]]) {
        const shown = page.locator("details.option").filter({ hasText: `Answer ${letter}` });
        assert.match(await shown.locator("summary").innerText(), new RegExp(mark));
        assert.deepEqual(await style(shown, "borderTopWidth"), ["4px"]);
    }
    assert.deepEqual(await style(page.locator(".points thead th.right").first(), "outlineStyle"), ["solid"]);
    assert.match((await style(page.locator(".points thead th.chosen").first(), "textDecorationLine"))[0], /underline/);
    await page.context().close();
});

test("no mark is a matter of colour alone", async () => {
    const page = await open(the);
    await begin(page);
    await answer(page, await otherLetter(page));
    const before = (selector) => page.locator(selector).first().evaluate((element) => getComputedStyle(element, "::before").content);
    assert.match(await before(".verdict"), /✗/);
    assert.match(await before(".option.best .tag"), /✓/);
    assert.match(await before(".option.chosen.other .tag"), /✗/);
    assert.deepEqual(await page.locator(".points td:not(:has(.sign))").count(), 0);
    await page.context().close();
});

test("whoever wants no motion gets none", async () => {
    const page = await open(the, { reducedMotion: "reduce" });
    await begin(page);
    const moving = await page.evaluate(() => document.getAnimations().length +
        [...document.querySelectorAll("*")].filter((element) => getComputedStyle(element).transitionDuration.split(", ").some((time) => time !== "0s")).length);
    assert.equal(moving, 0);
    await page.context().close();
});

test("on paper there is what is read, unfolded, and nothing to press", async () => {
    const page = await open(the);
    await begin(page, EVERYTHING);
    await answer(page, "A");
    await page.emulateMedia({ media: "print" });
    for (const words of await page.locator("details.option .words").all())
        assert.ok(await words.evaluate((element) => element.checkVisibility()));
    assert.deepEqual([await page.locator("button:visible").count(), await page.locator("nav:visible").count()], [0, 0]);
    assert.equal(await page.locator("body").evaluate((element) => getComputedStyle(element).backgroundColor), "rgb(255, 255, 255)");
    await page.context().close();
});

test("on paper a dark screen is white too", async () => {
    const page = await open(the, { colorScheme: "dark" });
    await begin(page);
    await page.emulateMedia({ media: "print" });
    const [paper, ink] = await style(page.locator("body"), "backgroundColor", "color");
    assert.deepEqual([paper, ink], ["rgb(255, 255, 255)", "rgb(0, 0, 0)"]);
    await page.context().close();
});
