// A program of a stranger: the client generated from the document, and nothing else.
import createClient from "openapi-fetch";
import type { components, paths } from "./schema.js";

declare const process: { argv: string[] };
type Quotation = components["schemas"]["Quotation"];

// Lists and records come in several formats; this program reads JSON.
const client = createClient<paths, "application/json" | "application/problem+json">({ baseUrl: process.argv[2] ?? "" });

async function quotations(speaker: string): Promise<Quotation[]> {
  const found: Quotation[] = [];
  let cursor: string | undefined;
  do {
    const { data, error } = await client.GET("/v1/quotations", { params: { query: { speaker, limit: 5, cursor } } });
    if (error) throw new Error(error.detail);
    found.push(...(data.results as Quotation[])); // whole, as no `fields` was sent
    cursor = data.next === null ? undefined : (new URL(data.next, "http://x").searchParams.get("cursor") ?? undefined);
  } while (cursor);
  return found;
}

const all = await quotations("joseph-stalin");
const first = await client.GET("/v1/quotations/{id}", { params: { path: { id: all[0]?.id ?? "" } } });
const missing = await client.GET("/v1/events/{id}", { params: { path: { id: "no-such-event" } } });
console.log(JSON.stringify({ ids: all.map((one) => one.id), text: first.data?.text, problem: missing.error?.type }));
