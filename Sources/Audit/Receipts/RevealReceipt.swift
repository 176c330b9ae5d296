public import Foundation
public import Masking
@_spi(Identifiers) public import Sealing

/// Proof that a look at one identifier is on record, durably: the only thing that opens it for eyes.
///
/// It cannot be copied and is spent by its use.
public struct RevealReceipt<R: Realm>: ~Copyable, Sendable {
  /// Whose identifier it is.
  public let customer: CustomerID
  /// What stands for it in text.
  public let token: Token
  /// Names the very value: a token could in time stand for another.
  public let lookupCode: LookupCode
  /// From then on it opens nothing, and what it opened is masked again.
  public let expires: Date
  /// The entry that records it.
  public let entrySeq: Int64

  init(
    customer: CustomerID, token: Token, lookupCode: LookupCode, expires: Date, entrySeq: Int64
  ) {
    self.customer = customer
    self.token = token
    self.lookupCode = lookupCode
    self.expires = expires
    self.entrySeq = entrySeq
  }

  /// Spends the receipt on the identifier it was issued for; a protected one takes its own key besides
  /// the customer's.
  /// - Throws: `otherCustomer`, `otherIdentifier`, `expired`, `sealed`; the receipt is spent then too.
  public consuming func open(
    _ identifier: SealedIdentifier<R>, with key: DataKey<R>, and valueKey: ValueKey<R>? = nil,
    now: Date
  ) throws(ReceiptError) -> PlainIdentifier {
    guard identifier.owner == customer, key.owner == customer else { throw .otherCustomer }
    guard identifier.token == token, identifier.lookupCode == lookupCode else {
      throw .otherIdentifier
    }
    guard now < expires else { throw .expired }
    do throws(SealingError) {
      return PlainIdentifier(
        token: token, expires: expires,
        value: try key.openValue(identifier.value, in: identifier.valueContext, with: valueKey))
    } catch {
      throw .sealed(error)
    }
  }
}
