// What the figures say.
import { useNavigate, useParams } from "@solidjs/router";
import { type JSX, onMount } from "solid-js";
import { ReportsPage } from "../features/reports/ReportsPage.tsx";
import { useSession } from "../state/session.tsx";

export function ReportsRoute(): JSX.Element {
  const params = useParams<{ report?: string }>();
  const navigate = useNavigate();
  const session = useSession();
  // While somebody looks which report to open, the worker starts.
  onMount(() => void session.prepareAnalysis());
  return <ReportsPage report={params.report} onBack={() => navigate("/reports")} onImport={() => navigate("/import")} />;
}
