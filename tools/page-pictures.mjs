// Pictures of the pages for the README, made from the running program with a fixed seed and clock and an empty data folder.
//
//   VIVA=build/viva node tools/page-pictures.mjs      writes assets/page-*.png
//
// Needs what ./dev test installs, and Debian's pngquant: with 64 colours text looks the same, and the files are a third as large. Look at
// what it wrote before you commit it: letters are those of this machine's fonts.
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { answer, begin, bestLetter, launch, next, open, otherLetter, radio, Service } from "../tests/browser/practice.mjs";

const ASSETS = path.join(path.dirname(fileURLToPath(import.meta.url)), "..", "assets");
const SEED = 7;
const PHONE = { viewport: { width: 360, height: 740 }, deviceScaleFactor: 1.25, isMobile: true, hasTouch: true };

const sure = (page, name) => page.getByRole("radio", { name, exact: true }).check();

// So that no picture catches a bar, or the pointer's mark, halfway.
async function shoot(page) {
    await page.emulateMedia({ reducedMotion: "reduce" });
    await page.mouse.move(0, 0);
    await page.evaluate(() => document.activeElement.blur());
    return page.screenshot({ animations: "disabled" });
}

function write(name, png) {
    const small = execFileSync("pngquant", ["--speed", "1", "--strip", "64", "-"], { input: png, maxBuffer: 1 << 24 });
    fs.writeFileSync(path.join(ASSETS, name), small);
}

const scrollTo = (page, selector, above) => page.evaluate(([wanted, room]) => {
    scrollTo(0, document.querySelector(wanted).getBoundingClientRect().top + scrollY - room);
}, [selector, above]);

async function pictureQuestion(the) {
    const page = await open(the, { viewport: { width: 1120, height: 860 }, colorScheme: "light" });
    await begin(page);
    await radio(page, "A").check();
    await page.evaluate(() => scrollTo(0, 0));
    write("page-question.png", await shoot(page));
    await page.context().close();
}

async function pictureResult(the) {
    const page = await open(the, { viewport: { width: 1600, height: 900 }, colorScheme: "dark" });
    await begin(page);
    await sure(page, "sure");
    await answer(page, await otherLetter(page));
    await scrollTo(page, ".verdict", 24);
    write("page-result.png", await shoot(page));
    await page.context().close();
}

// Three screens of a phone: the question, its result in the dark, how the whole run went.
async function phoneScreens(the) {
    const page = await open(the, { ...PHONE, colorScheme: "light" });
    const screens = [];
    await begin(page);
    screens.push(await shoot(page));
    for (let step = 1; step <= 5; step++) {
        await sure(page, step % 2 ? "sure" : "a guess");
        await answer(page, await (step === 2 ? otherLetter(page) : bestLetter(page)));
        if (step === 2) {
            await page.emulateMedia({ colorScheme: "dark" });
            await scrollTo(page, ".verdict", 16);
            screens.push(await shoot(page));
            await page.emulateMedia({ colorScheme: "light" });
        }
        await next(page);
    }
    await page.evaluate(() => scrollTo(0, 0));
    screens.push(await shoot(page));
    await page.context().close();
    return screens;
}

// Side by side, on nothing: whoever shows the picture has a ground of their own.
async function picturePhone(the) {
    const screens = await phoneScreens(the);
    const page = await (await the.browser.newContext({ viewport: { width: 1500, height: 1000 } })).newPage();
    const images = screens.map((png) => `<img src="data:image/png;base64,${png.toString("base64")}">`);
    await page.setContent(`<style>
        body { margin: 0; background: transparent } div { display: inline-flex; gap: 30px; padding: 1px }
        img { border-radius: 26px; outline: 1px solid #8a8478 }
        </style><div>${images.join("")}</div>`);
    write("page-phone.png", await page.locator("div").screenshot({ omitBackground: true }));
    await page.context().close();
}

for (const picture of [pictureQuestion, pictureResult, picturePhone]) {
    const the = { service: await Service.start({ seed: SEED }), browser: await launch() }; // nothing practised yet
    await picture(the);
    await the.browser.close();
    await the.service.stop();
}
