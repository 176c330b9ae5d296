import Testing
import Text
import ViewModels

@Suite struct LineJoinerTests {
  private func joined(_ text: String) -> String {
    var joiner = LineJoiner()
    return joiner.join(SanitizedText(sanitizing: text)).string
  }

  private static let long = "with pleasure: you find the invoice in your account under Orders,"

  @Test(arguments: [
    ("\(long)\nas a PDF.", "\(long) as a PDF."),
    ("\(long)\n\nThanks", "\(long)\n\nThanks"),
    ("Warm regards,\nInes", "Warm regards,\nInes"),
    ("\(long)\n- first\n- second", "\(long)\n- first\n- second"),
    ("\(long)\n2. second", "\(long)\n2. second"),
    ("\(long)\n14 days", "\(long) 14 days"),
    ("\(long)\n  indented", "\(long)\n  indented"),
    ("", ""), ("\n\n", "\n\n"),
  ])
  func `only a wrap becomes a space`(text: String, expected: String) {
    #expect(joined(text) == expected)
  }

  @Test func `a pill counts as part of its line`() {
    var joiner = LineJoiner()
    _ = joiner.join("The second payment goes back to ")
    joiner.pass("{{customer.first_name}}")
    #expect(joiner.join("\ntoday").string == " today")
  }
}
