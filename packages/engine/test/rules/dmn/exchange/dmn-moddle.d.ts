/** What dmn-js and Camunda Modeler read and write files with; it brings no types. */
declare module "dmn-moddle" {
  export class DmnModdle {
    fromXML(text: string): Promise<{ readonly rootElement: unknown; readonly warnings: readonly { readonly message: string }[] }>;
    toXML(root: unknown, options: { readonly format: boolean }): Promise<{ readonly xml: string }>;
  }
}
