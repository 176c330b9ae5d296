// swift-format-ignore-file
// What a receipt opens is lent to a closure, and cannot leave it.
import Audit

func keep(_ plain: borrowing PlainIdentifier) -> Int {
  let kept = plain.withBytes { (span: Span<UInt8>) -> Span<UInt8> in span }  // expected-error {{instance method 'withBytes' requires that 'Span<UInt8>' conform to 'Escapable'}}
  return kept.count
}
