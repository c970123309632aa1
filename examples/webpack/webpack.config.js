import cpmoptimize from "cpmoptimize/webpack";

export default {
  mode: "production",
  target: "node20",
  devtool: "source-map",
  entry: "./src/main.js",
  optimization: { minimize: false },
  // Before the rules of this configuration: ts-loader or babel-loader get the compiled text.
  plugins: [cpmoptimize()],
};
