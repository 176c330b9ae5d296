/// A JSON object (RFC 8259) on one line, its names in the order in which they were added.
struct JSONObject {
  private var members: [String] = []

  var text: String { "{" + members.joined(separator: ",") + "}" }

  mutating func add(_ name: String, _ value: String?) {
    members.append("\(Self.quoted(name)):\(value.map(Self.quoted) ?? "null")")
  }

  mutating func add(_ name: String, _ value: Int64?) {
    members.append("\(Self.quoted(name)):\(value.map(String.init) ?? "null")")
  }

  mutating func add(_ name: String, _ object: JSONObject) {
    members.append("\(Self.quoted(name)):\(object.text)")
  }

  mutating func add(_ name: String, list: [JSONObject]) {
    members.append("\(Self.quoted(name)):[\(list.map(\.text).joined(separator: ","))]")
  }

  mutating func addWords(_ name: String, _ words: [String]) {
    let list = words.map(Self.quoted).joined(separator: ",")
    members.append("\(Self.quoted(name)):[\(list)]")
  }

  private static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "\t": quoted += "\\t"
      case _ where scalar.value < 0x20:
        let digits = String(scalar.value, radix: 16)
        quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}
