public import Foundation
public import Masking
import Sealing

/// An identifier's value, for as long as somebody may look at it; wiped when it is let go.
public struct PlainIdentifier: ~Copyable, Sendable {
  /// What stands for it in text.
  public let token: Token
  /// When it is to be masked again.
  public let expires: Date

  private let value: SecretBytes

  init(token: Token, expires: Date, value: consuming SecretBytes) {
    self.token = token
    self.expires = expires
    self.value = value
  }

  /// Lends the value's UTF-8 to `body`: a span cannot outlive it, a `String` could.
  public borrowing func withBytes<Result: ~Copyable, Failure: Error>(
    _ body: (Span<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try value.withBytes(body)
  }
}
