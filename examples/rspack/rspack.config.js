import cpmoptimize from "cpmoptimize/rspack";

export default {
  mode: "production",
  target: "node20",
  devtool: "source-map",
  entry: "./src/main.ts",
  module: {
    rules: [
      {
        test: /\.ts$/,
        loader: "builtin:swc-loader",
        options: { jsc: { parser: { syntax: "typescript" }, target: "es2022" } },
      },
    ],
  },
  plugins: [cpmoptimize()],
};
