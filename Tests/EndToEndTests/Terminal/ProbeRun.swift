/// Starts the terminal probe and waits for the whole of its first frame, whose end is a mark in the
/// last corner.
func startProbe(
  _ environment: [String: String] = [:], rows: Int = 24, columns: Int = 80
) throws -> TerminalProcess {
  let probe = try TerminalProcess(
    BuildProducts.terminalProbe, environment: environment, rows: rows, columns: columns)
  try probe.wait(for: "the first frame") {
    $0.contains("size \(rows)x\(columns)") && $0.cells[rows - 1][columns - 1].text == "/"
  }
  return probe
}
