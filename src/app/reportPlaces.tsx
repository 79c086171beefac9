// What the figures say.
import { useNavigate, useParams } from "@solidjs/router";
import type { JSX } from "solid-js";
import { ReportsPage } from "../features/reports/ReportsPage.tsx";

export function ReportsPlace(): JSX.Element {
  const params = useParams<{ report?: string }>();
  const navigate = useNavigate();
  return <ReportsPage report={params.report} onBack={() => navigate("/reports")} onImport={() => navigate("/import")} />;
}
