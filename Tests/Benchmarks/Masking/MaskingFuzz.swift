import Foundation
import MaskingFixtures

/// Masks texts of chance for a while, and tells of every one that breaks what must hold.
struct MaskingFuzz {
  let scale: Scale
  let seconds: Double

  func figures() throws -> [Figure] {
    var random = scale.random
    let clock = ContinuousClock()
    let end = clock.now + .seconds(seconds)
    var texts = 0
    var broken = 0
    while clock.now < end {
      let text = FuzzedText(using: &random).string
      texts += 1
      let invariants = try MaskingInvariant.broken(by: text)
      guard !invariants.isEmpty else { continue }
      broken += 1
      let names = invariants.map(\.rawValue).joined(separator: ", ")
      FileHandle.standardError.write(Data("\(names): \(text.debugDescription)\n".utf8))
    }
    return [
      Figure(name: "texts tried", value: Double(texts), unit: ""),
      Figure(name: "texts that break an invariant", value: Double(broken), unit: ""),
    ]
  }
}
