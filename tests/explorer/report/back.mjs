// Whether Back finds a page as it was left: `node back.mjs CHROMIUM ADDRESS...`, a line of JSON for each address.
import puppeteer from "puppeteer-core";

const [executablePath, ...addresses] = process.argv.slice(2);
const browser = await puppeteer.launch({ executablePath, headless: true, args: ["--no-sandbox", "--disable-gpu"] });
for (const address of addresses) {
  const page = await browser.newPage();
  await page.goto(address, { waitUntil: "load" });
  await page.evaluate(() => addEventListener("pageshow", (event) => (window.persisted = event.persisted)));
  await page.goto(new URL("/about", address).href, { waitUntil: "load" });
  await page.goBack({ waitUntil: "load" }).catch(() => null); // a page from the cache has no load to wait for
  await page.waitForFunction(() => document.readyState === "complete");
  const persisted = await page.evaluate(() => window.persisted ?? false);
  console.log(JSON.stringify({ address, persisted }));
  await page.close();
}
await browser.close();
