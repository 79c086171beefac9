import { expect, test } from "vitest";
import { isHeading } from "../../src/exchange/presets.ts";
import { isTable, openSources } from "../../src/exchange/source.ts";
import { guessImportType } from "../../src/exchange/sourceRole.ts";
import { unwrap } from "../../src/lib/result.ts";
import { listData, readData } from "../support/data.ts";

const typeOf = async (...names: string[]) =>
  guessImportType(
    unwrap(
      await openSources(
        names.map((name) => ({ name, bytes: readData(name) })),
        isHeading,
      ),
    )
      .filter(isTable)
      .map(({ table }) => table),
  );

test("what the files of other programs list is seen without being told", async () => {
  const northwind = (name: string) => `northwind/northwind/${name}.csv`;
  expect(await typeOf(northwind("orders"), northwind("order_details"), northwind("customers"), northwind("products"))).toBe("purchase");
  expect(await typeOf(northwind("order_details"))).toBe("purchase");
  expect(await typeOf(northwind("products"), northwind("categories"))).toBe("product");
  for (const name of ["customers", "suppliers", "employees"]) expect(await typeOf(northwind(name)), name).toBe("party");
  expect(await typeOf("cdnow/cdnowElog.csv")).toBe("purchase");
  expect(await typeOf("groceries/groceries.csv")).toBe("purchase");
  expect(await typeOf("telco-churn/Telco-Customer-Churn.csv")).toBe("party");
  const pipeline = ["sales_pipeline", "accounts", "products", "sales_teams"].map((name) => `crm-pipeline/${name}.csv`);
  expect(await typeOf(...pipeline)).toBe("deal");
  expect(await typeOf("crm-pipeline/accounts.csv")).toBe("party");
  expect(await typeOf("crm-exports/venture-hubspot-deals.csv")).toBe("deal");
  for (const name of ["companies", "contacts"]) expect(await typeOf(`crm-exports/venture-hubspot-${name}.csv`), name).toBe("party");
  for (const name of [...listData("csv/datev", ".csv"), ...listData("duplicates-febrl", ".csv")])
    expect(await typeOf(name), name).toBe("party");
});
