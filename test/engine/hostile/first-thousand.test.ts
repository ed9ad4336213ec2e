import { expectSoundPlans } from "./sound";

// Two files, so that two workers share the two thousand.
test("the contract holds on the first thousand hostile communities", async () => {
  await expectSoundPlans(0, 1000);
}, 600_000);
