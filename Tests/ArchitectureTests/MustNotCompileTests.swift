import Foundation
import Testing

/// Mistakes that the types make impossible.
///
/// Each file under `MustNotCompile` makes one on purpose,
/// with the compiler's answer beside the line; the control file shows that the same set-up compiles
/// what is right.
@Suite struct MustNotCompileTests {
  static let folder = "Tests/ArchitectureTests/MustNotCompile"

  static var fixtures: [String] { Repository.here.fixtures(below: folder) }

  @Test(arguments: fixtures)
  func `the compiler refuses the mistake and says why`(fixture: String) throws {
    let compiler = try Compiler.found()
    let result = try compiler.verify(Repository.here.root.appending(path: fixture))
    #expect(result.status == 0, "\(fixture)\n\(result.output)")
  }

  @Test func `invariants one, four and five each have fixtures`() {
    let names = Self.fixtures.map { ($0 as NSString).lastPathComponent }
    for invariant in ["Invariant1", "Invariant4", "Invariant5"] {
      #expect(names.contains { $0.hasPrefix(invariant) }, "\(invariant)")
    }
  }
}

extension Repository {
  func fixtures(below folder: String) -> [String] {
    swiftFiles(below: folder)
  }
}

/// The toolchain's own front end, run in its verifying mode.
struct Compiler {
  let swiftc: URL
  let modules: URL

  struct Missing: Error, CustomStringConvertible {
    let description: String
  }

  static func found() throws -> Compiler {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
    let candidates = path.split(separator: ":").map { URL(filePath: String($0) + "/swiftc") }
    guard
      let swiftc = candidates.first(where: {
        FileManager.default.isExecutableFile(atPath: $0.path)
      })
    else { throw Missing(description: "swiftc is not on the PATH") }
    guard let products = productsFolder() else {
      throw Missing(description: "the build products are not beside this test")
    }
    return Compiler(swiftc: swiftc, modules: products.appending(path: "Modules"))
  }

  private static func productsFolder() -> URL? {
    let candidates =
      [Bundle.main.bundleURL, Bundle.main.executableURL].compactMap { $0 }
      + CommandLine.arguments.map { URL(filePath: $0) }
    for candidate in candidates {
      var folder = candidate
      for _ in 0..<4 {
        if FileManager.default.fileExists(atPath: folder.path + "/Modules/Sealing.swiftmodule") {
          return folder
        }
        folder.deleteLastPathComponent()
      }
    }
    return nil
  }

  func verify(_ file: URL) throws -> (status: Int32, output: String) {
    let process = Process()
    process.executableURL = swiftc
    process.arguments = [
      "-frontend", "-emit-sil", "-o", "/dev/null", "-parse-as-library", "-module-name", "Fixture",
      "-swift-version", "6", "-package-name", "sealdesk", "-verify", "-verify-ignore-unrelated",
      "-verify-ignore-unknown", "-I", modules.path, file.path,
    ]
    let pipe = Pipe()
    process.standardError = pipe
    process.standardOutput = pipe
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: output, as: UTF8.self))
  }
}
