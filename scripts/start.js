// `npm start`: set up, then play the district example end to end on a file of its own.
import { say, setup, run } from "./setup.js";

const file = ".muster/district.db";

setup();
say("Playing twelve reports of a small district through the loop …\n");
run(process.execPath, ["--import", "tsx", "examples/district/run.ts", file]);
process.stdout.write(`
Everything above is in ${file}; a second "npm start" finds it there and does nothing twice. Look around:
  npx muster list --db ${file}
  npx muster show --db ${file} --why NUMBER
  npx muster verify --db ${file}
`);
