// swift-format-ignore-file
// A value in clear exists once.
import Audit

func copy(_ plain: borrowing PlainIdentifier) -> PlainIdentifier {  // expected-error {{'plain' is borrowed and cannot be consumed}}
  return plain  // expected-note {{consumed here}}
}
