import { ZenDecisionContent, ZenEngine } from "@gorules/zen-engine";
import { Engine, type NestedCondition } from "json-rules-engine";
import type { Facts, Rule } from "./rule-table-sample.ts";

/** Another library deciding by the same rules: the unit of the first rule that matches. */
export type Peer = (facts: Facts) => Promise<string>;

/** zen-engine: its own decision table, the content compiled and the decision made once, as its documentation advises. */
export function zenEngine(rules: readonly Rule[]): Peer {
  const names = ["category", "description", "level", "source", "urgent"] as const;
  const table = {
    hitPolicy: "first",
    inputs: names.map((name) => ({ id: name, name, field: name })),
    outputs: [{ id: "unit", name: "unit", field: "unit" }],
    rules: rules.map(({ category, keywords, level, sources, urgent, unit }, i) => ({
      _id: String(i),
      category: category === undefined ? "" : `startsWith($, "${category}")`,
      description: keywords ? keywords.map((word) => `contains($, "${word}")`).join(" or ") : "",
      level: level ? `[${level.join("..")}]` : "",
      source: sources ? sources.map((source) => `"${source}"`).join(", ") : "",
      urgent: urgent === undefined ? "" : String(urgent),
      unit: `"${unit}"`,
    })),
  };
  const node = (id: string, type: string, content: object) => ({ id, name: id, type, content, position: { x: 0, y: 0 } });
  const content = {
    nodes: [node("in", "inputNode", {}), node("table", "decisionTableNode", table), node("out", "outputNode", {})],
    edges: [
      { id: "1", type: "edge", sourceId: "in", targetId: "table" },
      { id: "2", type: "edge", sourceId: "table", targetId: "out" },
    ],
  };
  const decision = new ZenEngine().createDecision(new ZenDecisionContent(content));
  return async (facts) => {
    const { result } = (await decision.evaluate(facts)) as { readonly result: { readonly unit: string } };
    return result.unit;
  };
}

/** json-rules-engine: a rule each, by priority, stopping at the first that matches; what it has no operator for is added. */
export function jsonRulesEngine(rules: readonly Rule[]): Peer {
  const engine = new Engine();
  engine.addOperator<string, string>("below", (code, above) => code.startsWith(above));
  engine.addOperator<string, string[]>("mentions", (text, words) => words.some((word) => text.includes(word)));
  engine.addFact("always", true);
  for (const [i, rule] of rules.entries())
    engine.addRule({
      conditions: { all: conditionsOf(rule) },
      event: { type: rule.unit },
      priority: rules.length - i,
      onSuccess: () => void engine.stop(),
    });
  return async (facts) => {
    const { events } = await engine.run({ ...facts });
    return events[0]?.type ?? "";
  };
}

function conditionsOf({ category, keywords, level, sources, urgent }: Rule): NestedCondition[] {
  const conditions: NestedCondition[] = [];
  if (category !== undefined) conditions.push({ fact: "category", operator: "below", value: category });
  if (keywords) conditions.push({ fact: "description", operator: "mentions", value: keywords });
  if (level) conditions.push({ fact: "level", operator: "greaterThanInclusive", value: level[0] });
  if (level) conditions.push({ fact: "level", operator: "lessThanInclusive", value: level[1] });
  if (sources) conditions.push({ fact: "source", operator: "in", value: sources });
  if (urgent !== undefined) conditions.push({ fact: "urgent", operator: "equal", value: urgent });
  return conditions.length > 0 ? conditions : [{ fact: "always", operator: "equal", value: true }];
}
