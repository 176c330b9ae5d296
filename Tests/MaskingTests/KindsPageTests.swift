import Foundation
import Masking
import Testing

/// The documentation says of each kind what its recognisers declare.
struct KindsPageTests {
  @Test func `the page of kinds is what the declarations make`() throws {
    let page = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Sources/Masking/Masking.docc/Kinds.md")
    let committed = try String(contentsOf: page, encoding: .utf8)
    #expect(
      committed == KindsPage.markdown,
      "sealdesk-bench kinds-page > Sources/Masking/Masking.docc/Kinds.md makes it anew")
  }
}
