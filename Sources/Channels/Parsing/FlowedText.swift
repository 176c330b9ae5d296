/// Puts `format=flowed` paragraphs back together (RFC 3676).
enum FlowedText {
  /// Lines of one quote depth that end in a space run on into the next; `deletesSpace` is DelSp.
  static func unfold(_ text: String, deletesSpace: Bool) -> String {
    var output: [String] = []
    var paragraph = ""
    var paragraphDepth = 0
    var isOpen = false
    func close() {
      if isOpen { output.append(quoted(paragraph, depth: paragraphDepth)) }
      isOpen = false
      paragraph = ""
    }
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      let depth = line.prefix { $0 == ">" }.count
      var content = line.dropFirst(depth)
      if content.first == " " { content = content.dropFirst() }
      if isOpen, depth != paragraphDepth { close() }
      // The signature separator ends in a space and never flows.
      let isSeparator = content == "-- "
      if isSeparator { close() }
      paragraphDepth = depth
      if content.last == " ", !isSeparator {
        paragraph += deletesSpace ? content.dropLast() : content
        isOpen = true
      } else {
        paragraph += content
        isOpen = true
        close()
      }
    }
    close()
    return output.joined(separator: "\n")
  }

  private static func quoted(_ text: String, depth: Int) -> String {
    depth == 0 ? text : String(repeating: ">", count: depth) + " " + text
  }
}
