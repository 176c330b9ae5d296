import MaskingFixtures
import Testing

/// A bounded run of what `sealdesk-bench fuzz-masking` does as long as it is told to.
struct FuzzTests {
  @Test(arguments: 0..<40)
  func `no fuzzed text breaks an invariant`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed &+ 50_000)
    for _ in 0..<25 {
      let text = FuzzedText(using: &generator).string
      #expect(try MaskingInvariant.broken(by: text).isEmpty, "\(text.debugDescription)")
    }
  }
}
