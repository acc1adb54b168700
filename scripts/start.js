// `npm start`: set up, then play the district example end to end on a file of its own, in the language of the user's locale.
import { language, text } from "./language.js";
import { say, setup, run } from "./setup.js";

const file = ".muster/district.db";

setup();
say(text("让一个小型区的十二件上报走完闭环……\n", "Playing twelve reports of a small district through the loop …\n"));
run(process.execPath, ["--import", "tsx", "examples/district/run.ts", file, language]);
process.stdout.write(
  text(
    `
以上内容都在 ${file} 中；再次运行 npm start 会接着用它，任何事都不会做两次。不妨看看：
  npx muster list --db ${file}
  npx muster show --db ${file} --why 案卷号
  npx muster verify --db ${file}
`,
    `
Everything above is in ${file}; a second "npm start" finds it there and does nothing twice. Look around:
  npx muster list --db ${file}
  npx muster show --db ${file} --why NUMBER
  npx muster verify --db ${file}
`,
  ),
);
