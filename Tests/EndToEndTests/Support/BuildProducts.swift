import Glibc

/// Executables that were built together with the tests.
enum BuildProducts {
  /// Where an executable product lies: beside the test bundle that runs now.
  static func path(of name: String) -> String {
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = readlink("/proc/self/exe", &buffer, buffer.count)
    precondition(count > 0, "Linux tells every process what it runs")
    let running = String(decoding: buffer[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let folder = running.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    return (folder + [Substring(name)]).joined(separator: "/")
  }

  static var sealdesk: String { path(of: "sealdesk") }
  static var terminalProbe: String { path(of: "TerminalProbe") }
}
