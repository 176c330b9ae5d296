public import Foundation
public import Masking
@_spi(Identifiers) public import Sealing

/// Proof that the handing over of a message is on record, durably: opens what its recipients and
/// placeholders stand for, at the moment of sending.
public struct DispatchReceipt<R: Realm>: ~Copyable, Sendable {
  /// Whose message it is.
  public let customer: CustomerID
  /// Names the very values.
  public let lookupCodes: Set<LookupCode>
  /// From then on it opens nothing.
  public let expires: Date
  /// The entry that records it.
  public let entrySeq: Int64

  init(customer: CustomerID, lookupCodes: Set<LookupCode>, expires: Date, entrySeq: Int64) {
    self.customer = customer
    self.lookupCodes = lookupCodes
    self.expires = expires
    self.entrySeq = entrySeq
  }

  /// Spends the receipt on the identifiers it was issued for, or some of them; protected ones take
  /// their own keys besides the customer's.
  /// - Throws: `otherCustomer`, `otherIdentifier`, `expired`, `sealed`; nothing is opened then.
  public consuming func open(
    _ identifiers: [SealedIdentifier<R>], with key: DataKey<R>,
    and valueKeys: [LookupCode: ValueKey<R>] = [:], now: Date
  ) throws(ReceiptError) -> DispatchedIdentifiers {
    guard key.owner == customer, identifiers.allSatisfy({ $0.owner == customer }) else {
      throw .otherCustomer
    }
    guard identifiers.allSatisfy({ lookupCodes.contains($0.lookupCode) }) else {
      throw .otherIdentifier
    }
    guard now < expires else { throw .expired }
    do throws(SealingError) {
      return try DispatchedIdentifiers(identifiers, with: key, and: valueKeys)
    } catch {
      throw .sealed(error)
    }
  }
}

/// The values that leave with a message; wiped when they are let go.
public struct DispatchedIdentifiers: ~Copyable, Sendable {
  /// All values, end to end.
  private let values: SecretBytes
  private let ranges: [Token: Range<Int>]

  init<R: Realm>(
    _ identifiers: [SealedIdentifier<R>], with key: DataKey<R>,
    and valueKeys: [LookupCode: ValueKey<R>]
  ) throws(SealingError) {
    var joined: [UInt8] = []
    var ranges: [Token: Range<Int>] = [:]
    defer { joined.withUnsafeMutableBytes { wipe($0) } }
    for identifier in identifiers {
      let value = try key.openValue(
        identifier.value, in: identifier.valueContext, with: valueKeys[identifier.lookupCode])
      let start = joined.count
      // Growing would leave copies behind, so that the array is rebuilt and the old one wiped.
      var grown: [UInt8] = []
      grown.reserveCapacity(start + value.byteCount)
      grown.append(contentsOf: joined)
      value.withBytes { span in for index in span.indices { grown.append(span[index]) } }
      joined.withUnsafeMutableBytes { wipe($0) }
      joined = grown
      ranges[identifier.token] = start..<joined.count
    }
    values = SecretBytes(copying: joined.span)
    self.ranges = ranges
  }

  /// The tokens that can be resolved.
  public var tokens: Set<Token> { Set(ranges.keys) }

  /// Lends a value's UTF-8 to `body`; `nil` where the token was not among those opened.
  public borrowing func withBytes<Result: ~Copyable, Failure: Error>(
    of token: Token, _ body: (Span<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result? {
    guard let range = ranges[token] else { return nil }
    return try values.withBytes { (span) throws(Failure) in
      try body(span.extracting(range))
    }
  }
}
