/** Every relative link in the documentation leads to a file. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const root = new URL("../../", import.meta.url);
const documents = [
  ...readdirSync(root).filter((file) => file.endsWith(".md")),
  ...readdirSync(new URL("docs/", root))
    .filter((file) => file.endsWith(".md"))
    .map((file) => `docs/${file}`),
  ...readdirSync(new URL("docs/refusals/", root)).map((file) => `docs/refusals/${file}`),
];

test.each(documents)("%s", (file) => {
  const here = new URL(file, root);
  const links = [...readFileSync(here, "utf8").matchAll(/\]\(([^)#\s]+)[^)]*\)/g)].map(([, link]) => link!);
  const broken = links.filter((link) => !/^[a-z]+:/.test(link) && !existsSync(new URL(link, here)));
  // The reference is generated: `npm run docs:api`.
  expect(broken.filter((link) => !link.startsWith("docs/api/"))).toEqual([]);
});
