/** The page: draws itself into the body and opens what the address names. */
import { render } from "preact";
import { App } from "./app";
import { followLinks } from "./core/route";
import { meetViewer } from "./session/viewer";

followLinks();
void meetViewer();
render(<App />, document.body);
