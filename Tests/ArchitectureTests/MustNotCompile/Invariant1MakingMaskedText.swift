// swift-format-ignore-file
// Nobody but the masker can call a text masked: the initialisers that could are internal, so that
// only the one for literals is left.
import Masking
import Text

func claim(_ words: SanitizedText) -> MaskedText {
  let segments: [MaskedText.Segment] = [.text(words)]
  return MaskedText(segments: segments)  // expected-error {{incorrect argument label in call (have 'segments:', expected 'literal:')}} expected-error {{cannot convert value of type '[MaskedText.Segment]' to expected argument type 'StaticString'}}
}

func claim(_ words: String) -> MaskedText {
  MaskedText(wireForm: words)  // expected-error {{incorrect argument label in call (have 'wireForm:', expected 'literal:')}} expected-error {{cannot convert value of type 'String' to expected argument type 'StaticString'}}
}

func claim(literally words: String) -> MaskedText {
  MaskedText(literal: words)  // expected-error {{cannot convert value of type 'String' to expected argument type 'StaticString'}}
}
