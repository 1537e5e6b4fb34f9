// `npm run test:mutation`: the mutation tests alone.
import { bootstrap } from "./bootstrap.mjs";
import { script } from "./lifetime.mjs";
import { runMutations } from "./mutants.mjs";

await script(async () => {
  await bootstrap();
  const { passed, failed, problem } = await runMutations();
  if (problem) console.log(problem);
  console.log(`\n${passed} passed, ${failed} failed`);
  return failed === 0 && !problem ? 0 : 1;
});
