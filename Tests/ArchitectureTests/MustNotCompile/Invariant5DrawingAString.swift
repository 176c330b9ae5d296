// swift-format-ignore-file
// A string from outside does not slip between two literals.
import Text

func greet(_ customersWords: String) -> SanitizedText {
  "Hello \(customersWords)"  // expected-error {{cannot convert value of type 'String' to expected argument type 'SanitizedText'}}
}

func trust(_ customersWords: String) -> SanitizedText {
  SanitizedText(trusted: customersWords)  // expected-error {{no exact matches in call to initializer}}
}
