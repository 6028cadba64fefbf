// Nothing that is done here leaves the machine, and little has to be loaded to do it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { LEARNT, pages } from "./pages.mjs";
import { begin, open, ownSets, stage } from "./practice.mjs";

const the = stage({ sets: ownSets(), learnt: LEARNT });
const PAGE_BYTES_MAX = 30 * 1024; // of an exercise page with all it loads

for (const [name, go] of Object.entries(pages)) {
    test(`${name}: no request goes elsewhere, the policy has nothing to refuse, the console nothing to say`, async () => {
        const page = await open(the);
        await go(page);
        await page.waitForLoadState("networkidle");
        assert.ok(page.watch.requests.length > 0);
        assert.deepEqual(page.watch.requests.filter((url) => new URL(url).origin !== the.service.address), []);
        assert.deepEqual(page.watch.complaints, []);
        await page.context().close();
    });
}

test("no page leaves a cookie, or anything in the browser but whether the keys are on", async () => {
    const page = await open(the);
    await begin(page);
    await page.getByText("Keys", { exact: true }).click();
    await page.getByLabel("use these keys").uncheck();
    const { cookies, origins } = await page.context().storageState({ indexedDB: true });
    assert.deepEqual([cookies, origins.map(({ localStorage }) => localStorage)], [[], [[{ name: "keys", value: "off" }]]]);
    await page.context().close();
});

test("an exercise page with all that it loads is at most 30 KB over the wire", async (t) => {
    const page = await open(the);
    const run = await begin(page);
    const session = await page.context().newCDPSession(page);
    const sizes = new Map();
    await session.send("Network.enable");
    await session.send("Network.setCacheDisabled", { cacheDisabled: true });
    const addresses = new Map();
    session.on("Network.requestWillBeSent", ({ requestId, request }) => addresses.set(requestId, request.url));
    session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => sizes.set(addresses.get(requestId), encodedDataLength));
    for (const step of [1, 2, 3, 4, 5]) {
        sizes.clear();
        await page.goto(`${run}/${step}`, { waitUntil: "networkidle" });
        const total = [...sizes.values()].reduce((sum, size) => sum + size, 0);
        const list = [...sizes].map(([url, size]) => `${new URL(url).pathname.split("/").pop()} ${size}`).join(", ");
        t.diagnostic(`exercise page ${step}: ${total} bytes (${list})`);
        assert.ok(sizes.size >= 3, list); // the page, the style sheet, the script
        assert.ok(total <= PAGE_BYTES_MAX, list);
    }
    await page.context().close();
});
