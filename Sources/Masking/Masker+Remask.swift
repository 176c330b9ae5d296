public import Sealing

extension Masker {
  /// Examines texts of the vault's customer once more, by what the recognisers know today.
  ///
  /// No identifier that was sealed is opened: its token stands as an opaque sign, with all that was
  /// around it. Only words become new tokens, and what is masked never becomes words again. To do it
  /// twice changes nothing the second time.
  public func remask<R: Realm>(
    _ texts: [MaskedText], into vault: inout IdentifierVault<R>
  ) throws(SealingError) -> [MaskedText] {
    let facts = try vault.profileFacts()
    var remasked: [MaskedText] = []
    remasked.reserveCapacity(texts.count)
    for text in texts { remasked.append(try remask(text, facts: facts, into: &vault)) }
    return remasked
  }

  /// A new token changes what is seen beside it, so that one look may call for another; there are
  /// fewer words each time.
  private func remask<R: Realm>(
    _ text: MaskedText, facts: [ProfileFact], into vault: inout IdentifierVault<R>
  ) throws(SealingError) -> MaskedText {
    var text = text
    for _ in 0..<Self.mostLooks {
      let opaque = OpaqueText(text)
      let detections = detect(in: opaque.text, profile: facts)
      guard !detections.isEmpty else { return text }
      let next = try opaque.replacing(detections) { value, detection throws(SealingError) in
        try segment(value, found: detection, in: &vault)
      }
      guard next != text else { return text }
      text = next
    }
    return text
  }

  /// No text of words needs more than three; one that was written to need many stays in linear time.
  private static var mostLooks: Int { 8 }
}
