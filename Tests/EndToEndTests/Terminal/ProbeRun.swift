/// Starts the terminal probe and waits for its first frame.
func startProbe(
  _ environment: [String: String] = [:], rows: Int = 24, columns: Int = 80
) throws -> TerminalProcess {
  let probe = try TerminalProcess(
    BuildProducts.terminalProbe, environment: environment, rows: rows, columns: columns)
  try probe.wait(forText: "size \(rows)x\(columns)")
  return probe
}
