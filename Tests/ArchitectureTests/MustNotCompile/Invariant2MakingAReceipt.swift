// swift-format-ignore-file
// Only the log issues receipts, and only for what is on disk.
import Audit
import Foundation
import Masking
import Sealing

func receipt(for identifier: SealedIdentifier<Live>) -> RevealReceipt<Live> {
  RevealReceipt(  // expected-error {{'RevealReceipt<R>' initializer is inaccessible due to 'internal' protection level}}
    customer: identifier.owner, token: identifier.token, lookupCode: identifier.lookupCode,
    expires: .distantFuture, entrySeq: 1)
}
