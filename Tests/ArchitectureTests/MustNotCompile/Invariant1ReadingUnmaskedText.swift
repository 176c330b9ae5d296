// swift-format-ignore-file
// Text on its way to the masker cannot be read anywhere else.
import Masking
import Text

func peek(_ text: borrowing UnmaskedText) -> SanitizedText {
  text.text  // expected-error {{'text' is inaccessible due to 'internal' protection level}}
}
