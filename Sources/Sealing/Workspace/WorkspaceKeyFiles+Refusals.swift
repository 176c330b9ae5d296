package import Foundation

/// An attempt to sign in that was refused.
///
/// Nobody was there who could sign an entry of the log; the next person who signs in records it.
package struct SignInRefusal: Hashable, Sendable {
  package let time: Date
  /// `nil` for a name that nobody has: what was typed is not kept, as it may be a passphrase.
  package let member: MemberID?
}

/// Refused attempts to sign in, sixteen bytes each: milliseconds (8) ‖ member (8).
extension WorkspaceKeyFiles {
  private static var refusalFileName: String { "refusals" }
  private static var refusalByteCount: Int { 16 }
  /// More than a day of one guess a minute; whoever guesses on fills no disk.
  static var maximumRefusals: Int { 2_048 }

  /// Writes an attempt down; a full list keeps the first ones.
  func note(_ refusal: SignInRefusal) throws(SealingError) {
    try exclusively { () throws(SealingError) in
      let file = try directory.openFile(Self.refusalFileName, flags: O_RDWR | O_CREAT)
      let count = try file.byteCount() / Self.refusalByteCount
      guard count < Self.maximumRefusals else { return }
      var writer = ByteWriter()
      writer.append(refusal.time.millisecondsSince1970)
      writer.append(refusal.member?.rawValue ?? 0)
      try file.write(writer.bytes, at: count * Self.refusalByteCount)
    }
  }

  /// The attempts since the last time somebody recorded them, in order.
  /// - Throws: `file`.
  package func refusals() throws(SealingError) -> [SignInRefusal] {
    guard directory.contains(Self.refusalFileName) else { return [] }
    let bytes = try directory.read(Self.refusalFileName)
    var reader = ByteReader(bytes)
    var refusals: [SignInRefusal] = []
    while reader.remainingByteCount >= Self.refusalByteCount {
      let time = Date(millisecondsSince1970: try reader.integer())
      let number: Int64 = try reader.integer()
      refusals.append(
        SignInRefusal(time: time, member: number == 0 ? nil : MemberID(rawValue: number)))
    }
    return refusals
  }

  /// Takes the first `count` off the list: they are in the log now.
  /// - Throws: `file`.
  package func forgetRefusals(_ count: Int) throws(SealingError) {
    guard count > 0 else { return }
    try exclusively { () throws(SealingError) in
      let rest = try directory.read(Self.refusalFileName).dropFirst(count * Self.refusalByteCount)
      try directory.replace(Self.refusalFileName, with: Array(rest))
    }
  }
}
