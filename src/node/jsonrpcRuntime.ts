/**
 * Installs the runtime that `vscode-jsonrpc` needs for timers and buffers; without it the common entry, which the core
 * imports, throws when the first message is dispatched. Importing this file once per process is all there is to do.
 *
 * Bundled, it costs 8 KB and 1 to 3 ms over the common entry, less where `net` and `crypto` are loaded already, as in
 * the extension host. Installing a smaller runtime of our own through the exported `RAL` is not an option: the library
 * calls external implementations unsupported and may change that interface in a minor version.
 */
import "vscode-jsonrpc/node";
