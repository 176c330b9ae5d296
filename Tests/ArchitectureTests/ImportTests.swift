import Foundation
import Testing

/// Who may import whom.
///
/// The arrows of the architecture page, held for every file; the compiler alone
/// would let a module import what its dependencies import.
@Suite struct ImportTests {
  static let ours = Set(arrows.keys)

  /// Our modules, and the outside ones each may import.
  static let arrows: [String: Set<String>] = [
    "Text": [],
    "Canvas": ["Text"],
    "Sealing": ["Crypto", "CryptoExtras"],
    "Masking": ["Sealing", "Text"],
    "Tickets": ["Masking", "Sealing", "Text"],
    "Audit": ["Tickets", "Masking", "Sealing", "Text"],
    "Assistant": ["Tickets", "Masking", "Text", "Yams"],
    "Desk": ["Assistant", "Audit", "Tickets", "Masking", "Sealing", "Text"],
    "TicketStore": [
      "Desk", "Audit", "Tickets", "Masking", "Sealing", "Text", "GRDB", "GRDBSQLite",
    ],
    "Channels": ["Desk", "Audit", "Tickets", "Masking", "Sealing", "Text"],
    "Training": ["Desk", "Assistant", "Audit", "Tickets", "Masking", "Sealing", "Text", "Yams"],
    "ViewModels": ["Desk", "Assistant", "Audit", "Tickets", "Masking", "Text"],
    "Screens": [
      "ViewModels", "Canvas", "Desk", "Assistant", "Audit", "Tickets", "Masking", "Text", "Yams",
    ],
    "CNcursesw": [],
    "CConfinement": [],
    "Terminal": ["Canvas", "Text", "CNcursesw"],
    "sealdesk": [
      "Terminal", "Screens", "ViewModels", "Training", "Channels", "TicketStore", "Desk",
      "Assistant", "Audit", "Tickets", "Masking", "Sealing", "Canvas", "Text", "CConfinement",
      "ArgumentParser", "Yams",
    ],
  ]

  /// What any module may import: the platform.
  static let platform: Set<String> = [
    "Foundation", "FoundationEssentials", "Glibc", "Synchronization", "Observation", "Dispatch",
  ]

  /// Who may open an identifier's value, and so has to be read twice.
  static let openers: Set<String> = ["Masking", "Audit"]

  @Test(arguments: arrows.keys.sorted())
  func `a module imports only what its arrows allow`(module: String) throws {
    let allowed = try #require(Self.arrows[module]).union(Self.platform)
    for file in Repository.here.swiftFiles(below: "Sources/\(module)") {
      for line in try Repository.here.imports(of: file) {
        #expect(allowed.contains(line.module), "\(file) imports \(line.module)")
      }
    }
  }

  @Test func `every module under Sources has its line in the table`() {
    #expect(Set(Repository.here.modules) == Self.ours)
  }

  @Test func `only masking and audit may open an identifier's value`() throws {
    var openers: Set<String> = []
    for module in Repository.here.modules {
      for file in Repository.here.swiftFiles(below: "Sources/\(module)") {
        for line in try Repository.here.imports(of: file) where line.interface == "Identifiers" {
          openers.insert(module)
        }
      }
    }
    #expect(openers == Self.openers)
  }

  @Test func `the leaves keep Foundation out of what a filter has to load`() throws {
    for module in ["Text", "Canvas"] {
      for file in Repository.here.swiftFiles(below: "Sources/\(module)") {
        let imports = try Repository.here.imports(of: file).map(\.module)
        #expect(!imports.contains("Foundation"), "\(file)")
      }
    }
  }
}

extension Repository {
  struct Import: Hashable {
    let module: String
    /// The name in `@_spi(…)`.
    let interface: String?
  }

  func imports(of file: String) throws -> Set<Import> {
    let pattern =
      /^(?:@_spi\((\w+)\)\s+)?(?:@\w+(?:\(\w+\))?\s+)?(?:(?:public|package|internal|private|fileprivate)\s+)?import\s+(?:(?:struct|class|enum|func|protocol|typealias|var|let)\s+)?(\w+)/
    return Set(
      try text(of: file).split(separator: "\n").compactMap { line in
        guard let match = try? pattern.firstMatch(in: line) else { return nil }
        return Import(module: String(match.2), interface: match.1.map(String.init))
      })
  }
}
