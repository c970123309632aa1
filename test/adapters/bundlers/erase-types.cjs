/** What ts-loader does, in short: webpack by itself knows no types before Node 22. */
const ts = require("typescript");

module.exports = function eraseTypes(code, map) {
  const { outputText, sourceMapText } = ts.transpileModule(code, {
    fileName: this.resourcePath,
    compilerOptions: {
      target: "es2022",
      module: "esnext",
      jsx: "react",
      verbatimModuleSyntax: true,
      sourceMap: true,
    },
  });
  const own = { ...JSON.parse(sourceMapText), sources: [this.resourcePath], sourcesContent: [code] };
  const merged = map ? require("@jridgewell/remapping")([own, map], () => null) : own;
  this.callback(null, outputText.replace(/\/\/# sourceMappingURL=.*/, ""), merged);
};
