import Foundation
import Yams

/// Reads YAML that people edit, and says on which line they slipped and what to write instead.
struct ConfigurationReader {
  let root: Node
  let file: String

  init(yaml text: String, file: String) throws(CommandFailure) {
    self.file = file
    do {
      guard let node = try compose(yaml: text) else {
        throw CommandFailure(.badData, "\(file) is empty.")
      }
      root = node
    } catch let error as YamlError {
      throw CommandFailure(
        .badData,
        "\(file): \(Self.place(of: error)) is not YAML: check the indentation and the colons there."
      )
    } catch {
      throw CommandFailure(.badData, "\(file) is empty.")
    }
  }

  private static func place(of error: YamlError) -> String {
    switch error {
    case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _):
      "line \(mark.line)"
    default: "something"
    }
  }

  /// Hands every key of a mapping and its value to the closure.
  ///
  /// An empty mapping has none.
  func readKeys(
    of node: Node, _ body: (String, Node) throws(CommandFailure) -> Void
  ) throws(CommandFailure) {
    if node.null != nil { return }
    guard let mapping = node.mapping else {
      throw fault(node, "expected `key: value` lines here")
    }
    for (key, value) in mapping {
      try body(key.string ?? "", value)
    }
  }

  func string(_ node: Node) throws(CommandFailure) -> String {
    guard let text = node.string else { throw fault(node, "expected text here") }
    return text
  }

  /// Text that means something; `expected` says what, with its article.
  func value<Value>(
    _ node: Node, _ expected: String, _ make: (String) -> Value?
  ) throws(CommandFailure) -> Value {
    let written = try string(node)
    guard let value = make(written) else {
      throw fault(node, "write \(expected) instead of \(written)")
    }
    return value
  }

  func strings(_ node: Node) throws(CommandFailure) -> [String] {
    guard let sequence = node.sequence else {
      throw fault(node, "expected a list here: [one, two]")
    }
    var texts: [String] = []
    for element in sequence { texts.append(try string(element)) }
    return texts
  }

  func number(_ node: Node, in range: ClosedRange<Int>) throws(CommandFailure) -> Int {
    guard let value = node.int, range.contains(value) else {
      throw fault(node, "expected a number from \(range.lowerBound) to \(range.upperBound)")
    }
    return value
  }

  func flag(_ node: Node) throws(CommandFailure) -> Bool {
    guard let value = node.bool else { throw fault(node, "write true or false") }
    return value
  }

  func expectSchema(_ schema: String, _ node: Node) throws(CommandFailure) {
    guard try string(node) == schema else {
      throw fault(node, "this program reads \(schema)")
    }
  }

  func unknownKey(_ key: String, _ node: Node, known: [String]) -> CommandFailure {
    fault(node, "\(key) is no key here; there are \(known.joined(separator: ", "))")
  }

  func fault(_ node: Node, _ advice: String) -> CommandFailure {
    CommandFailure(.badData, "\(file), line \(node.mark?.line ?? 1): \(advice).")
  }
}
