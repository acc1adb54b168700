// Rules of the house for oxlint, which has none for them. `new Date(at)` says when something was, `new Date()` asks the clock.

const noClock = {
  create: (context) => ({
    Identifier: (node) => {
      if (node.name !== "Date" || isNoValue(node) || isToldTheTime(node)) return;
      context.report({ node, message: "The core is told the time: new Date(at), Date.UTC and Date.parse are all it may use of Date." });
    },
  }),
};

// Through `{ z }` a bundle would hold all of zod, a quarter of what every start loads: its namespace can be shaken.
const zodNamespace = {
  create: (context) => ({
    ImportSpecifier: (node) => {
      if (node.parent.source.value === "zod") context.report({ node, message: 'Write import * as z from "zod": only that can be shaken.' });
    },
  }),
};

/** A member of that name, or the type. */
function isNoValue(node) {
  const { parent } = node;
  if (parent.type.startsWith("TS")) return true;
  return (
    (parent.type === "MemberExpression" && parent.property === node && !parent.computed) ||
    (parent.type === "Property" && parent.key === node)
  );
}

function isToldTheTime(node) {
  const { parent } = node;
  if (parent.type === "NewExpression")
    return parent.callee === node && parent.arguments.length > 0 && parent.arguments[0].type !== "SpreadElement";
  if (parent.type === "BinaryExpression") return parent.operator === "instanceof" && parent.right === node;
  return (
    parent.type === "MemberExpression" && parent.object === node && !parent.computed && ["UTC", "parse"].includes(parent.property.name)
  );
}

export default { meta: { name: "muster" }, rules: { "no-clock": noClock, "zod-namespace": zodNamespace } };
