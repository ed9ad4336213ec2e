import { finishFile, startFile } from "./database";

beforeAll(startFile);
afterAll(finishFile);
