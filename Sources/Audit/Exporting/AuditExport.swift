package import Foundation
package import Sealing
import Masking
import Text
import Tickets

/// Writes records in a format that others read, and a signed manifest behind them.
package struct AuditExport<R: Realm>: Sendable {
  package let format: AuditFormat
  private let secrets: SessionSecrets<R>
  private var count: Int64 = 0
  private var first: Int64?
  private var last: Int64?
  private var digest = Digest256.zero

  /// The manifest is signed by the person who exports.
  package init(as format: AuditFormat = .jsonLines, signedBy secrets: some SignedIn<R>) {
    self.format = format
    self.secrets = secrets.session
  }

  /// A record as one line, without the line's end; it counts for the manifest.
  package mutating func line(_ record: AuditRecord) -> String {
    let line = format.line(for: record)
    count += 1
    first = first ?? record.seq
    last = record.seq
    digest = Digest256.of(digest.bytes + Array(line.utf8))
    return line
  }

  /// Says what was exported, so that a line which is left out or changed shows.
  ///
  /// `digest` chains the lines: SHA-256 over the digest before (32 zero bytes at first) and the
  /// line's bytes.
  /// - Throws: `cipherUnavailable`.
  package func closingLine(head: AuditHead, at time: Date) throws(SealingError) -> String {
    format.closingLine(holding: try manifest(head: head, at: time), at: time)
  }

  /// The manifest by itself, one JSON object.
  func manifest(head: AuditHead, at time: Date) throws(SealingError) -> String {
    var object = JSONObject()
    object.add("manifest", 1)
    object.add("chain", secrets.workspace.shortForm)
    object.add("format", format.rawValue)
    object.add("count", count)
    object.add("first", first)
    object.add("last", last)
    object.add("digest", "sha256:" + digest.hexadecimal)
    object.add("head_seq", head.seq)
    object.add("head", "sha256:" + head.hash.hexadecimal)
    object.add("time", time.exported)
    object.add("signer", "u:" + secrets.member.name)
    let signature = try secrets.signer.sign(Array(object.text.utf8), for: .auditExport)
    object.add("signature", "ed25519:" + signature.hexadecimal)
    return object.text
  }
}
