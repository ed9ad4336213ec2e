export { recordCrosswalk, type CrosswalkMoment } from "./crosswalk.repository";
