import Glibc

/// Terminal descriptions of the tests' own, compiled into a folder that goes with this object.
final class TerminfoEntries {
  let folder: String

  /// Compiles a source among the fixtures with tic(1).
  init(compiling name: String) throws {
    var template = Array("/tmp/sealdesk-terminfo-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw TerminalProcessError("no folder for terminfo") }
    folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let tic = try TerminalProcess("/usr/bin/tic", ["-x", "-o", folder, Fixture.path(name)])
    guard try tic.waitForEnd() == .exited(0) else {
      throw TerminalProcessError("terminfo is not compiled\n\(tic.report)")
    }
  }

  deinit {
    _ = try? TerminalProcess("/bin/rm", ["-r", folder]).waitForEnd()
  }
}

/// Files that lie beside the tests.
enum Fixture {
  static func path(_ name: String, file: String = #filePath) -> String {
    let folder = file.split(separator: "/", omittingEmptySubsequences: false).dropLast(2)
    return (folder + ["Fixtures", Substring(name)]).joined(separator: "/")
  }
}
