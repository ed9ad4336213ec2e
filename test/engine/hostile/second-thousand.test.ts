import { expectSoundPlans } from "./sound";

test("the contract holds on the second thousand hostile communities", async () => {
  await expectSoundPlans(1000, 1000);
}, 600_000);
