import { xml, type XmlNode } from "../xml/write-xml.ts";

/** Where an editor draws the decision (DMNDI): in the middle of its inputs, which stand in a line beneath it. */
export function diagram(
  decision: string,
  inputs: readonly { readonly data: string; readonly need: string }[],
  fresh: (wanted: string) => string,
): XmlNode {
  const middle = left + ((inputs.length - 1) * step) / 2;
  return xml("dmndi:DMNDI", {}, [
    xml("dmndi:DMNDiagram", { id: fresh("diagram") }, [
      shape(decision, middle, 80, { width: 180, height: 80 }, fresh),
      ...inputs.map(({ data }, i) => shape(data, left + i * step, 300, { width: 125, height: 45 }, fresh)),
      ...inputs.map(({ need }, i) =>
        xml("dmndi:DMNEdge", { id: fresh(`edge_${need}`), dmnElementRef: need }, [
          waypoint(left + i * step + 62, 300),
          waypoint(middle + 90, 160),
        ]),
      ),
    ]),
  ]);
}

const left = 160;
const step = 160;

function shape(
  element: string,
  x: number,
  y: number,
  { width, height }: { readonly width: number; readonly height: number },
  fresh: (wanted: string) => string,
): XmlNode {
  return xml("dmndi:DMNShape", { id: fresh(`shape_${element}`), dmnElementRef: element }, [
    xml("dc:Bounds", { height: String(height), width: String(width), x: String(x), y: String(y) }),
  ]);
}

function waypoint(x: number, y: number): XmlNode {
  return xml("di:waypoint", { x: String(x), y: String(y) });
}
