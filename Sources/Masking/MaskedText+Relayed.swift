import Text

extension MaskedText {
  /// Reads a wire form that came from another process of ours, and masks it once more.
  ///
  /// Whoever wrote it need not be believed: what a recogniser finds in it is blacked out. Masked text
  /// comes through as it was.
  package init(relayed wireForm: String, through masker: Masker) {
    let text = MaskedText(wireForm: wireForm)
    let opaque = OpaqueText(text)
    let detections = masker.detect(in: opaque.text)
    guard !detections.isEmpty else {
      self = text
      return
    }
    do {
      self = try opaque.replacing(detections) { _, _ in .text("•••") }
    } catch {
      preconditionFailure("nothing is sealed here")
    }
  }
}
